/**
 * Makes Stripe's captured amount equal to Medusa's, never more.
 */
import { MedusaError } from "@medusajs/framework/utils"

import {
  HOLD_GONE,
  REST_RELEASED,
} from "../../modules/stripe-checkout/domain/error-codes"
import { captureKey } from "../../modules/stripe-checkout/domain/idempotency-keys"
import { describeMoney } from "../../modules/stripe-checkout/domain/money"
import { StripePaymentError } from "../../modules/stripe-checkout/domain/payment-error"
import type { PaymentIntentSnapshot } from "../../modules/stripe-checkout/domain/payment-state"
import type { StripeGateway } from "../../modules/stripe-checkout/stripe/gateway"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { notDoneAtStripe } from "./not-done-at-stripe"
import type { MoneyStep } from "./payment-records"

/**
 * Looks, captures what is missing, and looks again when the answer was lost or a
 * refusal: money that is already taken counts as done.
 *
 * @throws MedusaError or StripePaymentError when the money was not taken.
 */
export async function captureAtStripe(
  gateway: StripeGateway,
  paymentIntentId: string,
  step: MoneyStep
): Promise<void> {
  const limits = startTimeBudget(TIME_BUDGETS.background)
  const wanted = step.before + step.amount
  const intent = await gateway.retrievePaymentIntent(paymentIntentId, limits())
  if (intent.amountReceived >= wanted) {
    return
  }
  if (step.isRecordOnly) {
    throw notDoneAtStripe(step)
  }
  refuseUncapturable(intent, step)
  try {
    await gateway.capture(
      {
        paymentIntentId,
        amount: wanted - intent.amountReceived,
        idempotencyKey: captureKey(
          paymentIntentId,
          intent.amountReceived,
          wanted - intent.amountReceived
        ),
      },
      limits()
    )
  } catch (error) {
    if (!(error instanceof StripePaymentError)) {
      throw error
    }
    const now = await gateway.retrievePaymentIntent(paymentIntentId, limits())
    if (now.amountReceived < wanted) {
      throw error
    }
  }
}

function refuseUncapturable(
  intent: PaymentIntentSnapshot,
  step: MoneyStep
): void {
  if (intent.status === "requires_capture") {
    return
  }
  const money = describeMoney(step.amount, step.currencyCode)
  if (intent.amountReceived > 0) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `${money} cannot be captured: ${describeMoney(intent.amountReceived, step.currencyCode)} was captured before, and Stripe released the rest of the hold then. Ask for it with a payment link.`,
      REST_RELEASED
    )
  }
  throw new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `${money} cannot be captured: the hold is gone (Stripe says "${intent.status}").`,
    HOLD_GONE
  )
}
