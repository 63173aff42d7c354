/**
 * Makes Stripe's captured amount equal to Medusa's, never more.
 */

import { MedusaError } from "@medusajs/framework/utils"

import type { PaymentIntentSnapshot } from "../../modules/stripe-checkout/domain/decision/payment-state"
import {
  AMOUNT_MISMATCH,
  HOLD_GONE,
  REST_RELEASED,
  StripePaymentError,
} from "../../modules/stripe-checkout/domain/errors"
import { captureKey } from "../../modules/stripe-checkout/domain/idempotency-keys"
import { formatMoney } from "../../modules/stripe-checkout/domain/money"
import type { StripeGateway } from "../../modules/stripe-checkout/stripe/gateway"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import type { MoneyStep } from "./medusa-records"

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
  assertCapturable(intent, step)
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

function assertCapturable(
  intent: PaymentIntentSnapshot,
  step: MoneyStep
): void {
  if (intent.status === "requires_capture") {
    return
  }
  const money = formatMoney(step.amount, step.currencyCode)
  if (intent.amountReceived > 0) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `${money} cannot be captured: ${formatMoney(intent.amountReceived, step.currencyCode)} was captured before, and Stripe released the rest of the hold then. Ask for it with a payment link.`,
      REST_RELEASED
    )
  }
  throw new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `${money} cannot be captured: the hold is gone (Stripe says "${intent.status}").`,
    HOLD_GONE
  )
}

// ---- refund-at-stripe.ts
/*
 * Gives back exactly what Medusa records, once.
 */

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

/** Something was to be recorded that Stripe knows nothing of: the books stay closed. */
function notDoneAtStripe(step: MoneyStep): MedusaError {
  return new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `${formatMoney(step.amount, step.currencyCode)} cannot be recorded: it has not been moved at Stripe.`,
    AMOUNT_MISMATCH
  )
}
