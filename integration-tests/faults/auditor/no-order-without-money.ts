import type { PaymentRow } from "./books"
import type { Rule, Snapshot } from "./difference"
import { intentOf, ordersOf } from "./money-trail"

/** I3: an order that stands was paid, and Medusa says of the payment what Stripe says. */
export const noOrderWithoutMoney: Rule = (snapshot) => [
  ...ordersLeftUnpaid(snapshot),
  ...snapshot.books.payments.flatMap(
    (payment) => findContradiction(snapshot, payment) ?? []
  ),
]

/** Core links order and cart before it authorizes: a completion died in between. */
const ordersLeftUnpaid: Rule = ({ books }) =>
  books.orders
    .filter(({ status }) => status !== "canceled")
    .flatMap((order) => {
      const sessions = books.sessions.filter(({ cart_ids }) =>
        cart_ids.some((id) => order.cart_ids.includes(id))
      )
      const isPaid = books.payments.some(
        ({ collection_id, cart_ids }) =>
          order.collection_ids.includes(collection_id) ||
          cart_ids.some((id) => order.cart_ids.includes(id))
      )
      const isPaidOtherwise = order.collection_ids.some((id) =>
        books.collections.some(
          (collection) => collection.id === id && !collection.is_ours_alone
        )
      )
      return sessions.length > 0 && !isPaid && !isPaidOtherwise
        ? `The order ${order.id} was placed with ${sessions.map(({ id }) => id).join(", ")}, but it has no payment: its completion died.`
        : []
    })

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
