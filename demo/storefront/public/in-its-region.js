/** A cart is shown in the region whose prices it has, whatever country the address names. */
import { findRegion } from "./store-api.js"

/** Leaves the page where it belongs to another region, and then never answers. */
export async function stayInRegionOf(cart) {
  const region = await findRegion()
  if (region.id === cart.region_id) return region
  location.replace(addressIn(cart.region) + location.search)
  return new Promise(() => undefined)
}

/** This page's address for a shopper in that region. */
export function addressIn(region) {
  return location.pathname.replace(/^\/[a-z]{2}/, `/${countryOf(region)}`)
}

/** The first by name of those that the region has. */
export function countryOf({ countries }) {
  return countries.map(({ iso_2 }) => iso_2).toSorted()[0]
}
