/** Which PaymentIntent pays which payment session, which payment, which order. */
import type { BindingRow, Books, OrderRow, PaymentRow } from "./books"
import type { Snapshot } from "./difference"
import type { CheckoutSession, Intent, Ledger, Refund } from "./ledger"
import { type KeysOf, lookUp } from "./look-up"

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
    pagesOf(snapshot.ledger, intent)[0]?.payment_session_id ??
    null
  )
}

export function bindingOf(
  { books }: Snapshot,
  { id }: Intent
): BindingRow | undefined {
  return lookUp(books.bindings, byIntent, id)[0]
}

/** More than one would be a defect by itself. */
export function paymentsBy(
  { books }: Snapshot,
  { id }: Intent
): readonly PaymentRow[] {
  return lookUp(books.payments, byIntent, id)
}

export function intentOf(
  { ledger }: Snapshot,
  { payment_intent_id }: PaymentRow
): Intent | undefined {
  return lookUp(ledger.intents, byId, payment_intent_id)[0]
}

export function ordersOf(
  { books }: Snapshot,
  payment: PaymentRow
): readonly OrderRow[] {
  return lookUp(books.orders, byCollections, payment.collection_id)
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
  return lookUp<Refund>(ledger.refunds, byIntent, intent.id)
    .filter(({ is_release }) => !is_release)
    .filter(({ status }) => status !== "failed" && status !== "canceled")
    .reduce((sum, { amount }) => sum + amount, 0)
}

/** Whether a person has been told of it and it waits for them. */
export function isLeftToAPerson(snapshot: Snapshot, intent: Intent): boolean {
  const sessionId = sessionIdOf(snapshot, intent)
  return lookUp(snapshot.books.discrepancies, bySession, sessionId).some(
    ({ status }) => status === "open"
  )
}

/** Old pages that ran out are among them only if somebody tried to pay there. */
export function pagesOf(
  { checkoutSessions }: Ledger,
  { id }: Intent
): readonly CheckoutSession[] {
  return lookUp(checkoutSessions, byIntent, id)
}

/** The orders whose payment is ours, or a part of it. */
export function ordersPaidByUs(books: Books): OrderRow[] {
  return books.orders.filter(({ collection_ids }) =>
    collection_ids.some((id) => lookUp(books.payments, byCollection, id).length)
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
