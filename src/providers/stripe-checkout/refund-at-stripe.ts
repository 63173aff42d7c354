/**
 * Gives back exactly what Medusa records, once.
 */
import type { StripeGateway } from "../../modules/stripe-checkout/stripe/gateway"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { notDoneAtStripe } from "./not-done-at-stripe"
import type { MoneyStep } from "./payment-records"

export async function refundAtStripe(
  gateway: StripeGateway,
  paymentIntentId: string,
  step: MoneyStep
): Promise<void> {
  const limits = startTimeBudget(TIME_BUDGETS.background)
  if (step.isRecordOnly) {
    const refunded = await gateway.readRefunded(paymentIntentId, limits)
    if (refunded < step.before + step.amount) {
      throw notDoneAtStripe(step)
    }
    return
  }
  await gateway.refunds.refund(
    { paymentIntentId, amount: step.amount, refundedBefore: step.before },
    limits
  )
}
