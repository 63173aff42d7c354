/** A cart is always shown in its own region, whatever country the address names. */
import { findRegion } from "./store-api.js"

/** Redirects if the cart belongs to another region; the promise then never resolves. */
export async function redirectToCartRegion(cart) {
  const region = await findRegion()
  if (region.id === cart.region_id) return region
  location.replace(addressIn(cart.region) + location.search)
  return new Promise(() => undefined)
}

/** This page's address for a shopper in that region. */
export function addressIn(region) {
  return location.pathname.replace(/^\/[a-z]{2}/, `/${countryOf(region)}`)
}

/** The region's first country by name. */
export function countryOf({ countries }) {
  return countries.map(({ iso_2 }) => iso_2).toSorted()[0]
}
