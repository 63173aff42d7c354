/**
 * Says over the event bus: look at this payment. Only a hint; what must not be lost
 * is in a row. Not part of the public events.
 */
export const LOOK_AT_PAYMENT = "stripe-checkout.look-at-payment"

export interface LookAtPayment {
  readonly payment_session_id: string
}
