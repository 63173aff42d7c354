/**
 * The events that make us look at a payment. The list in the README is this one;
 * everything else that Stripe sends is stored as ignored.
 */
export const HANDLED_EVENT_TYPES = [
  "checkout.session.completed",
  "checkout.session.expired",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "payment_intent.amount_capturable_updated",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "charge.captured",
  "charge.expired",
  "charge.refunded",
  "refund.created",
  "refund.updated",
  "refund.failed",
] as const

const handled = new Set<string>(HANDLED_EVENT_TYPES)

export function isHandledEventType(type: string): boolean {
  return handled.has(type)
}
