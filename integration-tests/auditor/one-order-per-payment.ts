import type { Rule } from "./difference"
import { lookUp } from "./look-up"
import { byCarts, ordersPaidBy, ownIntents, paymentsBy } from "./money-trail"

/** I1: a cart becomes one order, a payment pays one order, and no order is half made. */
export const oneOrderPerPayment: Rule = (snapshot) => [
  ...cartsWithSeveralOrders(snapshot),
  ...intentsThatPaySeveralTimes(snapshot),
  ...ordersOfNobody(snapshot),
]

const cartsWithSeveralOrders: Rule = ({ books }) => {
  const carts = new Set(books.orders.flatMap(({ cart_ids }) => cart_ids))
  return [...carts].flatMap((cart) => {
    const orders = lookUp(books.orders, byCarts, cart)
    return orders.length > 1
      ? `The cart ${cart} was placed ${orders.length} times: ${listIds(orders)}.`
      : []
  })
}

const intentsThatPaySeveralTimes: Rule = (snapshot) =>
  ownIntents(snapshot).flatMap((intent) => {
    const payments = paymentsBy(snapshot, intent)
    const orders = ordersPaidBy(snapshot, intent)
    if (orders.length > 1) {
      return `${intent.id} pays for ${orders.length} orders: ${listIds(orders)}.`
    }
    return payments.length > 1
      ? `${intent.id} stands in ${payments.length} payments of Medusa: ${listIds(payments)}.`
      : []
  })

/** What a completion leaves that died between the order and its links. */
const ordersOfNobody: Rule = ({ books }) =>
  books.orders
    .filter(
      ({ status, is_draft_order }) => status !== "canceled" && !is_draft_order
    )
    .filter(
      ({ cart_ids, collection_ids }) =>
        !cart_ids.length && !collection_ids.length
    )
    .map(
      ({ id }) =>
        `The order ${id} has neither a cart nor a payment: its completion died.`
    )

function listIds(rows: readonly { readonly id: string }[]): string {
  return rows.map(({ id }) => id).join(", ")
}
