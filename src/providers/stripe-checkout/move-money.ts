/**
 * Captures and refunds at Stripe exactly what Medusa records.
 */

import { MedusaError } from "@medusajs/framework/utils"

import {
  findReading,
  keepAnswer,
} from "../../modules/stripe-checkout/stripe/capture-reading"
import type { PaymentIntentSnapshot } from "../../modules/stripe-checkout/domain/decision/payment-state"
import {
  AMOUNT_MISMATCH,
  HOLD_GONE,
  PROCESSING,
  REST_RELEASED,
  StripePaymentError,
} from "../../modules/stripe-checkout/domain/errors"
import { captureKey } from "../../modules/stripe-checkout/domain/idempotency-keys"
import { formatMoney } from "../../modules/stripe-checkout/domain/money"
import type { StripeGateway } from "../../modules/stripe-checkout/stripe/gateway"
import type { RefundRequest } from "../../modules/stripe-checkout/stripe/refunds"
import {
  type RequestLimits,
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import type { MoneyStep } from "./medusa-records"

/**
 * Makes Stripe's captured amount equal to Medusa's, never more. Decides from what the
 * synchronization has just read, where it captures, and reads Stripe again when the answer
 * was lost or a refusal: money that is already captured counts as done. That is enough,
 * because Stripe captures a hold only once.
 *
 * @throws MedusaError or StripePaymentError when the money was not captured.
 */
export async function captureAtStripe(
  gateway: StripeGateway,
  paymentIntentId: string,
  step: MoneyStep
): Promise<void> {
  const limits = startTimeBudget(TIME_BUDGETS.background)
  const target = step.before + step.amount
  const read = step.isRecordOnly ? null : findReading(paymentIntentId)
  const intent =
    read ?? (await gateway.retrievePaymentIntent(paymentIntentId, limits()))
  if (intent.amountReceived >= target) {
    return
  }
  if (step.isRecordOnly) {
    throw notMovedAtStripe(step)
  }
  const obstacle = findObstacle(intent, step)
  if (obstacle) {
    throw obstacle
  }
  try {
    await requestCapture(gateway, intent, { target, limits: limits() })
  } catch (error) {
    if (!(error instanceof StripePaymentError)) {
      throw error
    }
    const now = await gateway.retrievePaymentIntent(paymentIntentId, limits())
    if (now.amountReceived < target) {
      throw findObstacle(now, step) ?? error
    }
  }
}

async function requestCapture(
  gateway: StripeGateway,
  { amountReceived: before, id }: PaymentIntentSnapshot,
  {
    limits,
    target,
  }: { readonly target: number; readonly limits: RequestLimits }
): Promise<void> {
  const amount = target - before
  const captured = await gateway.capture(
    {
      paymentIntentId: id,
      amount,
      idempotencyKey: captureKey(id, before, amount),
    },
    limits
  )
  if (captured) {
    keepAnswer(captured)
  }
}

/** @returns null where the money is held. */
function findObstacle(
  { amountReceived, isPlacedAtOnce, status }: PaymentIntentSnapshot,
  { amount, currencyCode }: MoneyStep
): MedusaError | null {
  if (status === "requires_capture") {
    return null
  }
  const money = formatMoney(amount, currencyCode)
  if (isPlacedAtOnce && status === "processing") {
    return new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `${money} cannot be captured: the bank has not decided yet. What it pays is captured by itself.`,
      PROCESSING
    )
  }
  return amountReceived > 0
    ? new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `${money} cannot be captured: ${formatMoney(amountReceived, currencyCode)} was captured before, and Stripe released the rest of the hold then. Ask for it with a payment link.`,
        REST_RELEASED
      )
    : new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `${money} cannot be captured: the hold is gone (Stripe says "${status}").`,
        HOLD_GONE
      )
}

export interface RefundStep {
  readonly step: MoneyStep
  readonly readOtherRows: RefundRequest["readOtherRows"]
}

/** Refunds exactly what Medusa records, once. */
export async function refundAtStripe(
  gateway: StripeGateway,
  paymentIntentId: string,
  { step, readOtherRows }: RefundStep
): Promise<void> {
  const limits = startTimeBudget(TIME_BUDGETS.background)
  if (step.isRecordOnly) {
    const refunded = await gateway.readRefunded(paymentIntentId, limits)
    if (refunded < step.before + step.amount) {
      throw notMovedAtStripe(step)
    }
    return
  }
  await gateway.refunds.refund(
    {
      paymentIntentId,
      amount: step.amount,
      refundedBefore: step.before,
      readOtherRows,
    },
    limits
  )
}

/** What Stripe has not done must not enter the ledger. */
function notMovedAtStripe(step: MoneyStep): MedusaError {
  return new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `${formatMoney(step.amount, step.currencyCode)} cannot be recorded: it has not been moved at Stripe.`,
    AMOUNT_MISMATCH
  )
}
