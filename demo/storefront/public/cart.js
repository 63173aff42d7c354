/** The shopper's cart. Its id is all that the browser keeps. */
import { ask, findRegion, remove, StoreError } from "./store-api.js"

const KEY = "cart_id"

/** Null where there is none, or where it has become an order meanwhile. */
export async function loadCart() {
  const id = localStorage.getItem(KEY)
  if (id === null) return null
  try {
    const { cart } = await ask(`carts/${id}?fields=+completed_at`)
    if (cart.completed_at === null) return cart
  } catch (error) {
    if (!(error instanceof StoreError) || error.status !== 404) throw error
  }
  forgetCart()
  return null
}

export async function addToCart(variantId, quantity) {
  const item = { variant_id: variantId, quantity }
  const existing = await loadCart()
  if (existing) {
    await ask(`carts/${existing.id}/line-items`, item)
    return
  }
  const { id: region_id } = await findRegion()
  const { cart } = await ask("carts", { region_id, items: [item] })
  localStorage.setItem(KEY, cart.id)
}

export async function changeQuantity(cart, lineId, quantity) {
  await (quantity > 0
    ? ask(`carts/${cart.id}/line-items/${lineId}`, { quantity })
    : remove(`carts/${cart.id}/line-items/${lineId}`))
  return loadCart()
}

export async function updateCart(cart, changes) {
  return (await ask(`carts/${cart.id}`, changes)).cart
}

export async function chooseDelivery(cart, optionId) {
  const answer = await ask(`carts/${cart.id}/shipping-methods`, {
    option_id: optionId,
  })
  return answer.cart
}

export function forgetCart() {
  localStorage.removeItem(KEY)
}

export function countItems(cart) {
  return (cart?.items ?? []).reduce((sum, { quantity }) => sum + quantity, 0)
}
