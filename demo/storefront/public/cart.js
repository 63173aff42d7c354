/** The shopper's cart. The browser stores only its ID. */
import { request, findRegion, remove, StoreError } from "./store-api.js"

const KEY = "cart_id"
const OWN_KEY = "own_cart_ids"
const ORDERED_KEY = "ordered_link"

const FIELDS = "fields=+shipping_methods.name"

/** Null if there is none, or if it has become an order in the meantime. */
export async function loadCart() {
  const id = localStorage.getItem(KEY)
  if (id === null) return null
  try {
    const { cart } = await request(`carts/${id}?${FIELDS}`)
    if (cart.completed_at === null) return cart
    rememberOrder(cart)
  } catch (error) {
    if (!(error instanceof StoreError) || error.status !== 404) throw error
  }
  forgetCart()
  return null
}

export async function addToCart(variantId, quantity) {
  const item = { variant_id: variantId, quantity }
  const [existing, region] = await Promise.all([loadCart(), findRegion()])
  const { country } = document.body.dataset
  if (!existing) {
    await createCart(region, country, item)
    return
  }
  // The shopper has just seen the price of this page's region.
  if (existing.region_id !== region.id) {
    await moveCart(existing, region, country)
  }
  await request(`carts/${existing.id}/line-items`, item)
}

async function createCart(region, country, item) {
  const { cart } = await request("carts", {
    region_id: region.id,
    shipping_address: { country_code: country },
    items: [item],
  })
  localStorage.setItem(KEY, cart.id)
  localStorage.setItem(OWN_KEY, JSON.stringify([...ownCarts(), cart.id]))
}

/** Prices, delivery and taxes become the region's. The address is cleared, because Medusa would keep the old street in the new country. */
export function moveCart(cart, region, country) {
  const nowhere = {
    country_code: country,
    address_1: "",
    postal_code: "",
    city: "",
    phone: "",
  }
  return updateCart(cart, {
    region_id: region.id,
    shipping_address: nowhere,
    billing_address: nowhere,
  })
}

/** Assigns the cart to the customer who has just logged in. */
export async function assignCartToCustomer() {
  const cart = await loadCart()
  if (cart) await request(`carts/${cart.id}/customer`, {})
}

export async function changeQuantity(cart, lineId, quantity) {
  await (quantity > 0
    ? request(`carts/${cart.id}/line-items/${lineId}`, { quantity })
    : remove(`carts/${cart.id}/line-items/${lineId}`))
  return loadCart()
}

export async function updateCart(cart, changes) {
  return (await request(`carts/${cart.id}?${FIELDS}`, changes)).cart
}

export async function chooseDelivery(cart, optionId) {
  const answer = await request(`carts/${cart.id}/shipping-methods?${FIELDS}`, {
    option_id: optionId,
  })
  return answer.cart
}

export async function addPromotionCode(cart, code) {
  const answer = await request(`carts/${cart.id}/promotions?${FIELDS}`, {
    promo_codes: [code],
  })
  return answer.cart
}

export async function removePromotionCode(cart, code) {
  const answer = await remove(`carts/${cart.id}/promotions?${FIELDS}`, {
    promo_codes: [code],
  })
  return answer.cart
}

export function forgetCart() {
  localStorage.removeItem(KEY)
}

/** Leaves nothing for the next person who uses this browser. */
export function clearStorage() {
  for (const key of [KEY, OWN_KEY, ORDERED_KEY]) localStorage.removeItem(key)
}

/** The carts of this browser, including those that have become orders. */
export function ownCarts() {
  return JSON.parse(localStorage.getItem(OWN_KEY) ?? "[]")
}

/** The pay link of a paid cart leads the browser that paid to the order. */
function rememberOrder({ payment_collection: collection }) {
  const links = (collection?.payment_sessions ?? []).map(
    ({ data }) => data?.url
  )
  const link = links.find((url) => typeof url === "string")
  if (link) localStorage.setItem(ORDERED_KEY, link)
}

/** Null if this browser has not ordered anything yet. */
export function lastOrderLink() {
  return localStorage.getItem(ORDERED_KEY)
}

export function countItems(cart) {
  return (cart?.items ?? []).reduce((sum, { quantity }) => sum + quantity, 0)
}
