/** Which PaymentIntent pays which payment session, payment and order. */
import type {
  PluginPaymentRow,
  MedusaRows,
  OrderRow,
  PaymentRow,
} from "./medusa-rows"
import type { Snapshot } from "./difference"
import type { CheckoutSession, Intent, Ledger, Refund } from "./stripe-ledger"
import { type KeysOf, findByKey } from "./find-by-key"

/**
 * A PaymentIntent is the plugin's if a row of Medusa refers to it, or if its metadata names
 * the payment session that it pays. Other payments of the same Stripe account are ignored.
 */
export function ownIntents(snapshot: Snapshot): Intent[] {
  return snapshot.ledger.intents.filter(
    (intent) => sessionIdOf(snapshot, intent) !== null
  )
}

export function sessionIdOf(snapshot: Snapshot, intent: Intent): string | null {
  return (
    pluginPaymentOf(snapshot, intent)?.payment_session_id ??
    paymentsBy(snapshot, intent)[0]?.session_id ??
    intent.payment_session_id ??
    checkoutSessionsOf(snapshot.ledger, intent)[0]?.payment_session_id ??
    null
  )
}

export function pluginPaymentOf(
  { medusa }: Snapshot,
  { id }: Intent
): PluginPaymentRow | undefined {
  return findByKey(medusa.pluginPayments, byIntent, id)[0]
}

/** More than one is a defect; see I1. */
export function paymentsBy(
  { medusa }: Snapshot,
  { id }: Intent
): readonly PaymentRow[] {
  return findByKey(medusa.payments, byIntent, id)
}

export function intentOf(
  { ledger }: Snapshot,
  { payment_intent_id }: PaymentRow
): Intent | undefined {
  return findByKey(ledger.intents, byId, payment_intent_id)[0]
}

export function ordersOf(
  { medusa }: Snapshot,
  payment: PaymentRow
): readonly OrderRow[] {
  return findByKey(medusa.orders, byCollections, payment.collection_id)
}

/** The orders of the payments that refer to a PaymentIntent. */
export function ordersPaidBy(snapshot: Snapshot, intent: Intent): OrderRow[] {
  const orders = paymentsBy(snapshot, intent).flatMap((payment) =>
    ordersOf(snapshot, payment)
  )
  return [...new Set(orders)]
}

/** Without released holds, which Stripe lists as refunds too. */
export function refundedAtStripe({ ledger }: Snapshot, intent: Intent): number {
  return findByKey<Refund>(ledger.refunds, byIntent, intent.id)
    .filter(({ is_release }) => !is_release)
    .filter(({ status }) => status !== "failed" && status !== "canceled")
    .reduce((sum, { amount }) => sum + amount, 0)
}

export function hasOpenDiscrepancy(
  snapshot: Snapshot,
  intent: Intent
): boolean {
  const sessionId = sessionIdOf(snapshot, intent)
  return findByKey(snapshot.medusa.discrepancies, bySession, sessionId).some(
    ({ status }) => status === "open"
  )
}

/** Includes an expired Checkout Session only if somebody tried to pay there. */
export function checkoutSessionsOf(
  { checkoutSessions }: Ledger,
  { id }: Intent
): readonly CheckoutSession[] {
  return findByKey(checkoutSessions, byIntent, id)
}

/** Orders with at least one payment of the plugin. */
export function ordersPaidByPlugin(medusa: MedusaRows): OrderRow[] {
  return medusa.orders.filter(({ collection_ids }) =>
    collection_ids.some(
      (id) => findByKey(medusa.payments, byCollection, id).length
    )
  )
}

export const byId = ({ id }: { id: string }): string[] => [id]

export const bySession = (row: { payment_session_id: string }): string[] => [
  row.payment_session_id,
]

export const byOrder = ({ order_id }: { order_id: string }): string[] => [
  order_id,
]

export const byCarts: KeysOf<{ readonly cart_ids: readonly string[] }> = ({
  cart_ids,
}) => cart_ids

export const byCollection: KeysOf<{ readonly collection_id: string }> = ({
  collection_id,
}) => [collection_id]

const byCollections: KeysOf<OrderRow> = ({ collection_ids }) => collection_ids

const byIntent: KeysOf<{ readonly payment_intent_id: string | null }> = ({
  payment_intent_id,
}) => [payment_intent_id]
