import type { OrderRow, PaymentRow } from "./books"
import type { Rule, Snapshot } from "./difference"
import { lookUp } from "./look-up"
import { byCarts, byCollection, intentOf, ordersOf } from "./money-trail"

/** I3: an order that stands was paid, and Medusa says of the payment what Stripe says. */
export const noOrderWithoutMoney: Rule = (snapshot) => [
  ...ordersLeftUnpaid(snapshot),
  ...snapshot.books.payments.flatMap(
    (payment) => findContradiction(snapshot, payment) ?? []
  ),
]

/**
 * Core links order and cart before it authorizes: a completion died in between. A session of the plugin may also stay
 * behind when the shopper paid with another provider, or when there was nothing to pay.
 */
const ordersLeftUnpaid: Rule = ({ books }) =>
  books.orders
    .filter(({ status }) => status !== "canceled")
    .filter((order) => !order.is_paid_otherwise && !isFree(order))
    .flatMap((order) => {
      const { cart_ids, collection_ids } = order
      const sessions = cart_ids.flatMap((id) =>
        lookUp(books.sessions, byCarts, id)
      )
      const payments = [
        ...cart_ids.flatMap((id) => lookUp(books.payments, byCarts, id)),
        ...collection_ids.flatMap((id) =>
          lookUp(books.payments, byCollection, id)
        ),
      ]
      return sessions.length > 0 && !payments.length
        ? `The order ${order.id} was placed with ${sessions.map(({ id }) => id).join(", ")}, but it has no payment: its completion died.`
        : []
    })

function isFree({ total_at_placement }: OrderRow): boolean {
  return total_at_placement !== null && Number(total_at_placement) === 0
}

function findContradiction(
  snapshot: Snapshot,
  payment: PaymentRow
): string | null {
  const orders = ordersOf(snapshot, payment)
  const order = orders.find(({ status }) => status !== "canceled")
  if (!order) return null
  const intent = intentOf(snapshot, payment)
  const where = `The order ${order.id}, ${payment.id}`
  if (!intent) {
    return `${where}: no PaymentIntent at Stripe pays it (Medusa names ${payment.payment_intent_id ?? "none"}).`
  }
  const isAlive = ["requires_capture", "succeeded"].includes(intent.status)
  if (isAlive && payment.is_canceled) {
    return `${where}: Medusa shows a canceled payment, but ${intent.id} is ${intent.status}.`
  }
  return isAlive || payment.is_canceled
    ? null
    : `${where}: Medusa shows an authorized payment, but ${intent.id} is ${intent.status}.`
}
