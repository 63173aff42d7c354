/**
 * Shows an order only to its owner. Medusa's Store API returns an order to anybody who knows its ID, and IDs leak: in
 * forwarded links, or in the history of a shared computer. So the shop first requests only the owner, and loads the rest
 * only for the browser or the customer that placed the order.
 */
import { ownCarts } from "./cart.js"
import { loadCustomer } from "./customer.js"
import { request, StoreError } from "./store-api.js"

export const orderId = location.pathname.split("/")[3]

/** Null if there is no such order; "foreign" if it is somebody else's. */
export async function findOwnOrder() {
  try {
    const [{ order: owned }, customer] = await Promise.all([
      request(`orders/${orderId}?fields=id,customer_id,cart.id`),
      loadCustomer(),
    ])
    const isOwn =
      ownCarts().includes(owned.cart?.id) ||
      (customer !== null && customer.id === owned.customer_id)
    return isOwn ? await loadOrder() : "foreign"
  } catch (error) {
    if (error instanceof StoreError && error.status === 404) return null
    throw error
  }
}

export async function loadOrder() {
  const { order } = await request(
    `orders/${orderId}?fields=+payment_status,+fulfillment_status,*payment_collections.payment_sessions`
  )
  return order
}
