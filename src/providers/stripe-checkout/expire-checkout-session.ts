/**
 * Expires a Checkout Session, if it is open and ours.
 */
import type { StripeGateway } from "../../modules/stripe-checkout/stripe/gateway"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"

export interface Binding {
  readonly paymentSessionId: string | null
  readonly checkoutSessionId: string | null
}

/**
 * Core may hand over data that a client has sent, so the Checkout Session must name
 * this payment session itself before it is touched.
 */
export async function expireOwnCheckoutSession(
  gateway: StripeGateway,
  binding: Binding
): Promise<void> {
  const { checkoutSessionId, paymentSessionId } = binding
  if (!checkoutSessionId || !paymentSessionId) {
    return
  }
  const limits = startTimeBudget(TIME_BUDGETS.deletePayment)
  const session = await gateway.retrieveCheckoutSession(
    checkoutSessionId,
    limits()
  )
  const isOurs = session.paymentSessionId === paymentSessionId
  if (isOurs && session.status === "open") {
    await gateway.expireCheckoutSession(checkoutSessionId, limits())
  }
}
