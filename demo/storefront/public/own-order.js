/**
 * An order for those whose order it is. Medusa's Store API shows an order to whoever knows its id, and ids travel: in
 * links that are passed on, in the history of a shared computer. So the shop asks first whose it is, and asks for the
 * rest only for the browser that has ordered and for the customer who has.
 */
import { ownCarts } from "./cart.js"
import { loadCustomer } from "./customer.js"
import { ask, StoreError } from "./store-api.js"

export const orderId = location.pathname.split("/")[3]

/** Null where there is no such order; "foreign" where it is somebody else's. */
export async function findOwnOrder() {
  try {
    const [{ order: owned }, customer] = await Promise.all([
      ask(`orders/${orderId}?fields=id,customer_id,cart.id`),
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
  const { order } = await ask(
    `orders/${orderId}?fields=+payment_status,+fulfillment_status`
  )
  return order
}
