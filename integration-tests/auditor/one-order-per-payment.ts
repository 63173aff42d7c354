import type { MedusaRows } from "./medusa-rows"
import type { Rule, Snapshot } from "./difference"
import { findByKey } from "./find-by-key"
import {
  byCarts,
  hasOpenDiscrepancy,
  ordersPaidBy,
  ownIntents,
  paymentsBy,
  refundedAtStripe,
  sessionIdOf,
} from "./payment-relations"
import type { Intent } from "./stripe-ledger"

/** I1: a cart becomes one order, a payment pays one order, a payment session is paid once, and no order is incomplete. */
export const oneOrderPerPayment: Rule = (snapshot) => [
  ...findCartsWithSeveralOrders(snapshot),
  ...findIntentsInSeveralPayments(snapshot),
  ...findSessionsPaidTwice(snapshot),
  ...findUnlinkedOrders(snapshot),
]

const findCartsWithSeveralOrders: Rule = ({ medusa }) => {
  const carts = new Set(medusa.orders.flatMap(({ cart_ids }) => cart_ids))
  return [...carts].flatMap((cart) => {
    const orders = findByKey(medusa.orders, byCarts, cart)
    return orders.length > 1
      ? `The cart ${cart} was placed ${orders.length} times: ${listIds(orders)}.`
      : []
  })
}

const findIntentsInSeveralPayments: Rule = (snapshot) =>
  ownIntents(snapshot).flatMap((intent) => {
    const payments = paymentsBy(snapshot, intent)
    const orders = ordersPaidBy(snapshot, intent)
    if (orders.length > 1) {
      return `${intent.id} pays for ${orders.length} orders: ${listIds(orders)}.`
    }
    return payments.length > 1
      ? `${intent.id} is in ${payments.length} payments of Medusa: ${listIds(payments)}.`
      : []
  })

/** By two Checkout Sessions, or by a saved card that was charged beside one. */
const findSessionsPaidTwice: Rule = (snapshot) => {
  const live = ownIntents(snapshot).filter(
    (intent) =>
      isLive(snapshot, intent) && !hasOpenDiscrepancy(snapshot, intent)
  )
  const sessions = new Set(live.map((one) => sessionIdOf(snapshot, one)))
  return [...sessions].flatMap((session) => {
    const paid = live.filter((one) => sessionIdOf(snapshot, one) === session)
    return paid.length > 1
      ? `${session ?? ""} is paid ${paid.length} times: ${listIds(paid)}.`
      : []
  })
}

/** Money is held, on its way, or captured and not refunded. */
function isLive(snapshot: Snapshot, intent: Intent): boolean {
  const isPending = ["requires_capture", "processing"].includes(intent.status)
  return (
    isPending || intent.amount_received > refundedAtStripe(snapshot, intent)
  )
}

/**
 * Left by a completion that was interrupted between creating the order and linking it. Nothing proves what it belongs to,
 * so it only has to be reported.
 */
const findUnlinkedOrders: Rule = ({ medusa }) =>
  medusa.orders
    .filter(
      ({ status, is_draft_order }) => status !== "canceled" && !is_draft_order
    )
    .filter(
      ({ cart_ids, collection_ids }) =>
        !cart_ids.length && !collection_ids.length
    )
    .filter(({ display_id }) => !isReported(medusa, display_id))
    .map(
      ({ id }) =>
        `The order ${id} has neither a cart nor a payment: its completion was interrupted.`
    )

function isReported({ discrepancies }: MedusaRows, displayId: string): boolean {
  return discrepancies.some(
    ({ status, lookalike_display_id }) =>
      status === "open" && lookalike_display_id === displayId
  )
}

function listIds(rows: readonly { readonly id: string }[]): string {
  return rows.map(({ id }) => id).join(", ")
}
