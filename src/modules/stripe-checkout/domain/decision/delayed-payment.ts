/**
 * A payment on which the bank decides days later, and whose order need not wait for that.
 * Pure.
 *
 * What binds is the page on which the shopper has confirmed: the PaymentIntent says so in
 * its metadata, whatever the option says meanwhile.
 */
import type { MedusaPayment } from "./medusa-payment"
import { readPaymentState, type StripePayment } from "./payment-state"

/** Confirmed by the shopper, and the bank has not decided; its order does not wait for that. */
export function isPendingAtBank(stripe: StripePayment): boolean {
  return isPlacedAtOnce(stripe) && readPaymentState(stripe) === "processing"
}

/** The bank has refused it, or it was canceled at Stripe before the bank decided. */
export function isRefusedByBank(stripe: StripePayment): boolean {
  const state = readPaymentState(stripe)
  return isPlacedAtOnce(stripe) && (state === "failed" || state === "expired")
}

/** Its order was placed although its money was not certain. */
export function wasPlacedAtOnce(
  stripe: StripePayment,
  { order, payment }: Pick<MedusaPayment, "order" | "payment">
): boolean {
  return isPlacedAtOnce(stripe) && order !== null && payment !== null
}

/** Minor units that the bank may still pay for the order; 0 once it has decided. */
export function pendingAmount(
  stripe: StripePayment,
  medusa: Pick<MedusaPayment, "order" | "payment">
): number {
  return wasPlacedAtOnce(stripe, medusa) && isPendingAtBank(stripe)
    ? (stripe.paymentIntent?.amount ?? 0)
    : 0
}

function isPlacedAtOnce({ paymentIntent }: StripePayment): boolean {
  return paymentIntent?.isPlacedAtOnce === true
}
