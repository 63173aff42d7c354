/** Which PaymentIntent pays which payment session, which payment, which order. */
import type { BindingRow, OrderRow, PaymentRow } from "./books"
import type { Snapshot } from "./difference"
import type { Intent } from "./ledger"

/**
 * An intent is the plugin's when a row of Medusa names it, or when it says itself which
 * payment session it pays. Other money on the same Stripe account is not looked at.
 */
export function ownIntents(snapshot: Snapshot): Intent[] {
  return snapshot.ledger.intents.filter(
    (intent) => sessionIdOf(snapshot, intent) !== null
  )
}

export function sessionIdOf(snapshot: Snapshot, intent: Intent): string | null {
  return (
    bindingOf(snapshot, intent)?.payment_session_id ??
    paymentsBy(snapshot, intent)[0]?.session_id ??
    intent.payment_session_id ??
    snapshot.ledger.checkoutSessions.find(
      ({ payment_intent_id }) => payment_intent_id === intent.id
    )?.payment_session_id ??
    null
  )
}

export function bindingOf(
  { books }: Snapshot,
  { id }: Intent
): BindingRow | undefined {
  return books.bindings.find(
    ({ payment_intent_id }) => payment_intent_id === id
  )
}

/** More than one would be a defect by itself. */
export function paymentsBy({ books }: Snapshot, { id }: Intent): PaymentRow[] {
  return books.payments.filter(
    ({ payment_intent_id }) => payment_intent_id === id
  )
}

export function intentOf(
  { ledger }: Snapshot,
  { payment_intent_id }: PaymentRow
): Intent | undefined {
  return ledger.intents.find(({ id }) => id === payment_intent_id)
}

export function ordersOf({ books }: Snapshot, payment: PaymentRow): OrderRow[] {
  return books.orders.filter(({ collection_ids }) =>
    collection_ids.includes(payment.collection_id)
  )
}

/** The orders that an intent's money has been booked to. */
export function ordersPaidBy(snapshot: Snapshot, intent: Intent): OrderRow[] {
  const orders = paymentsBy(snapshot, intent).flatMap((payment) =>
    ordersOf(snapshot, payment)
  )
  return [...new Set(orders)]
}

/** What the merchant gave back; a rest of a hold that was not captured is not in it. */
export function refundedAtStripe({ ledger }: Snapshot, intent: Intent): number {
  return ledger.refunds
    .filter(({ payment_intent_id }) => payment_intent_id === intent.id)
    .filter(({ is_release }) => !is_release)
    .filter(({ status }) => status !== "failed" && status !== "canceled")
    .reduce((sum, { amount }) => sum + amount, 0)
}

/** Whether a person has been told of it and it waits for them. */
export function isLeftToAPerson(snapshot: Snapshot, intent: Intent): boolean {
  const sessionId = sessionIdOf(snapshot, intent)
  return snapshot.books.discrepancies.some(
    ({ payment_session_id, status }) =>
      status === "open" && payment_session_id === sessionId
  )
}
