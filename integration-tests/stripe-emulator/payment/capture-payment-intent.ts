import type Stripe from "stripe"
import { StripeError, unexpectedState } from "../api/stripe-error"
import type { Context } from "../state/context"
import { idOf } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { settleCharge } from "./balance-transactions"
import { calculatedDescriptor } from "./calculated-descriptor"
import { disputeCharge } from "./follow-ups"
import {
  checkCaptureAmount,
  checkCaptureCount,
  isFinalCapture,
} from "./capture-rules"
import { heldCharge, releaseRemainder } from "./release-authorization"
import { previousAttributes } from "./previous-attributes"

type CaptureParams = Stripe.PaymentIntentCaptureParams

export function capturePaymentIntent(
  context: Context,
  paymentIntent: Stripe.PaymentIntent,
  params: CaptureParams
): void {
  const charge = capturableCharge(context, paymentIntent)
  const amount = params.amount_to_capture ?? paymentIntent.amount_capturable
  checkCaptureAmount(amount, paymentIntent, charge)
  const isFinal = isFinalCapture(charge, params, paymentIntent)
  checkCaptureCount(context, paymentIntent)
  refuseAsIssuerWould(context, paymentIntent)

  const suffix = params.statement_descriptor_suffix
  if (suffix !== undefined) {
    paymentIntent.statement_descriptor_suffix = suffix
    charge.statement_descriptor_suffix = suffix
    charge.calculated_statement_descriptor = calculatedDescriptor(suffix)
  }
  const previous = previousAttributes(charge, () => {
    takeMoney(context, { paymentIntent, charge, amount, isFinal })
  })
  emitEvent(context, { type: "charge.captured", object: charge, previous })
  // A test card's dispute comes between the two events of its capture.
  disputeCharge(context, charge)
  emitEvent(context, {
    type:
      paymentIntent.status === "succeeded"
        ? "payment_intent.succeeded"
        : "payment_intent.amount_capturable_updated",
    object: paymentIntent,
  })
}

type Taking = {
  paymentIntent: Stripe.PaymentIntent
  charge: Stripe.Charge
  amount: number
  isFinal: boolean
}

function takeMoney(
  context: Context,
  { amount, charge, isFinal, paymentIntent }: Taking
): void {
  const remainder = Math.max(0, paymentIntent.amount_capturable - amount)
  charge.captured = true
  // In the capture's own answer: recorded 2026-09 at API 2026-08-26.dahlia.
  charge.balance_transaction ??= settleCharge(context, { ...charge, amount })
  charge.amount_captured += amount
  paymentIntent.amount_received += amount
  paymentIntent.amount_capturable = isFinal ? 0 : remainder
  if (isFinal || remainder === 0) {
    paymentIntent.amount_capturable = 0
    paymentIntent.status = "succeeded"
    releaseRemainder(context, charge, { amount: remainder, reason: null })
    markSessionPaid(context, paymentIntent)
  }
}

function capturableCharge(
  context: Context,
  paymentIntent: Stripe.PaymentIntent
): Stripe.Charge {
  const charge = heldCharge(context, paymentIntent)
  if (paymentIntent.status !== "requires_capture" || charge === null) {
    throw unexpectedState(
      paymentIntent.status === "succeeded"
        ? "The remaining amount on this PaymentIntent could not be captured because the remainder of the authorized amount has been released."
        : `This PaymentIntent could not be captured because it has a status of ${paymentIntent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
      paymentIntent
    )
  }
  const captureBefore = charge.payment_method_details?.card?.capture_before
  if ((captureBefore ?? Infinity) <= context.emulator.clock.now()) {
    throw new StripeError(400, {
      type: "invalid_request_error",
      code: context.emulator.switches.lapsed_capture_code,
      message: `The authorization of charge ${charge.id} has expired and can no longer be captured.`,
      payment_intent: structuredClone(paymentIntent),
    })
  }
  return charge
}

/** The issuer's answer to the next capture, if a test set one. */
function refuseAsIssuerWould(
  context: Context,
  paymentIntent: Stripe.PaymentIntent
): void {
  const outcome = context.emulator.captureOutcomes.shift()
  if (outcome === undefined || outcome.code === "succeeded") {
    return
  }
  throw new StripeError(402, {
    type: "card_error",
    code: outcome.code,
    ...(outcome.decline_code === undefined
      ? {}
      : { decline_code: outcome.decline_code }),
    charge: idOf(paymentIntent.latest_charge),
    message:
      outcome.code === "expired_card"
        ? "Your card has expired."
        : "Your card was declined.",
    payment_intent: structuredClone(paymentIntent),
  })
}

function markSessionPaid(
  context: Context,
  paymentIntent: Stripe.PaymentIntent
): void {
  for (const { session } of context.account.checkoutSessions.under(
    paymentIntent.id
  )) {
    // As at Stripe, no checkout.session event follows a capture.
    session.payment_status = "paid"
  }
}
