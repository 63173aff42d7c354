/**
 * Captures and refunds at Stripe exactly what Medusa records.
 */

import { MedusaError } from "@medusajs/framework/utils"

import {
  findKeepsRest,
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
 * was lost or a refusal: money that is already captured counts as done. That is enough
 * where Stripe captures a hold only once. With multicapture Stripe is read again, and each
 * capture waits for the ones before it.
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
  const read = step.isRecordOnly ? null : findLastingReading(paymentIntentId)
  const intent =
    read ?? (await gateway.retrievePaymentIntent(paymentIntentId, limits()))
  if (intent.amountReceived >= target) {
    return
  }
  if (step.isRecordOnly) {
    throw notMovedAtStripe(step)
  }
  refuseObstacles(intent, step)
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

/** With multicapture somebody else may have captured a part since. */
function findLastingReading(
  paymentIntentId: string
): PaymentIntentSnapshot | null {
  const read = findReading(paymentIntentId)
  return read && !isMulticapture(read) ? read : null
}

function refuseObstacles(intent: PaymentIntentSnapshot, step: MoneyStep): void {
  const obstacle = findObstacle(intent, step) ?? findEarlier(intent, step)
  if (obstacle) {
    throw obstacle
  }
}

async function requestCapture(
  gateway: StripeGateway,
  intent: PaymentIntentSnapshot,
  {
    limits,
    target,
  }: { readonly target: number; readonly limits: RequestLimits }
): Promise<void> {
  const { amountReceived: capturedBefore, id } = intent
  const amount = target - capturedBefore
  const keepsRest = mayKeepRest(intent, amount)
  const captured = await gateway.capture(
    {
      paymentIntentId: id,
      amount,
      keepsRest,
      idempotencyKey: captureKey(id, { capturedBefore, amount, keepsRest }),
    },
    limits
  )
  if (captured) {
    keepAnswer(captured)
  }
}

/**
 * The synchronization says whether the order still needs the rest. Core's own capture does
 * not know: the synchronization that follows it releases what nobody needs.
 */
function mayKeepRest(intent: PaymentIntentSnapshot, amount: number): boolean {
  return (
    isMulticapture(intent) &&
    amount < intent.amountCapturable &&
    (findKeepsRest(intent.id) ?? true)
  )
}

function isMulticapture({ grants }: PaymentIntentSnapshot): boolean {
  return grants?.keepsRest === true
}

/** Two captures at once would each take what the other one takes as well. */
function findEarlier(
  intent: PaymentIntentSnapshot,
  { before, currencyCode }: MoneyStep
): MedusaError | null {
  const missing = before - intent.amountReceived
  return isMulticapture(intent) && missing > 0
    ? new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        `An earlier capture of ${formatMoney(missing, currencyCode)} is on its way to Stripe. Try again when it has arrived.`
      )
    : null
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
