import type { OrderRow, PaymentRow } from "./medusa-rows"
import type { Rule, Snapshot } from "./difference"
import type { Intent } from "./stripe-ledger"
import { findByKey } from "./find-by-key"
import { byCarts, byCollection, intentOf, ordersOf } from "./payment-relations"

/** I3: every order that is not canceled was paid, and Medusa and Stripe agree on the payment's state. */
export const noOrderWithoutMoney: Rule = (snapshot) => [
  ...findUnpaidOrders(snapshot),
  ...snapshot.medusa.payments.flatMap(
    (payment) => findContradiction(snapshot, payment) ?? []
  ),
]

/**
 * Core links order and cart before it authorizes, so a completion that is interrupted in between leaves an unpaid order. A
 * session of the plugin may also remain when the shopper paid with another provider, or when the order is free.
 */
const findUnpaidOrders: Rule = ({ medusa }) =>
  medusa.orders
    .filter(({ status }) => status !== "canceled")
    .filter((order) => !order.is_paid_by_other_provider && !isFree(order))
    .flatMap((order) => {
      const { cart_ids, collection_ids } = order
      const sessions = cart_ids.flatMap((id) =>
        findByKey(medusa.sessions, byCarts, id)
      )
      const payments = [
        ...cart_ids.flatMap((id) => findByKey(medusa.payments, byCarts, id)),
        ...collection_ids.flatMap((id) =>
          findByKey(medusa.payments, byCollection, id)
        ),
      ]
      return sessions.length > 0 && !payments.length
        ? `The order ${order.id} was placed with ${sessions.map(({ id }) => id).join(", ")}, but it has no payment: its completion was interrupted.`
        : []
    })

/** The bank has not decided, and the order does not wait for that. */
function isPending({ is_placed_at_once, status }: Intent): boolean {
  return is_placed_at_once === true && status === "processing"
}

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
    return `${where}: no PaymentIntent at Stripe pays it (Medusa refers to ${payment.payment_intent_id ?? "none"}).`
  }
  const isAlive =
    ["requires_capture", "succeeded"].includes(intent.status) ||
    isPending(intent)
  if (isAlive && payment.is_canceled) {
    return `${where}: Medusa shows a canceled payment, but ${intent.id} is ${intent.status}.`
  }
  return isAlive || payment.is_canceled
    ? null
    : `${where}: Medusa shows an authorized payment, but ${intent.id} is ${intent.status}.`
}
