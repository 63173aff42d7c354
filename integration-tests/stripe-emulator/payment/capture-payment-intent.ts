import type Stripe from "stripe"
import { StripeError, unexpectedState } from "../api/stripe-error"
import type { Context } from "../state/context"
import { idOf } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { settleCharge } from "./balance-transactions"
import { calculatedDescriptor } from "./calculated-descriptor"
import { disputeCharge } from "./follow-ups"
import {
  allowsMulticapture,
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
  const isFinal = isFinalCapture(charge, params, paymentIntent)
  checkCaptureAmount(amount, { paymentIntent, charge, isFinal })
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
  emitEvent(context, {
    type: charge.captured ? "charge.captured" : "charge.updated",
    object: charge,
    previous,
  })
  // A test card's dispute comes between the two events of its capture.
  disputeCharge(context, charge)
  emitCaptured(context, paymentIntent, charge)
}

/** With multicapture, what is left is reported with every capture, the last one included. */
function emitCaptured(
  context: Context,
  paymentIntent: Stripe.PaymentIntent,
  charge: Stripe.Charge
): void {
  if (allowsMulticapture(charge)) {
    emitEvent(context, {
      type: "payment_intent.amount_capturable_updated",
      object: paymentIntent,
    })
  }
  if (paymentIntent.status === "succeeded") {
    emitEvent(context, {
      type: "payment_intent.succeeded",
      object: paymentIntent,
    })
  }
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
  // After a part of several, the Charge counts as not captured yet.
  charge.captured = isFinal || remainder === 0
  // In the capture's own answer: recorded 2026-09 at API 2026-08-26.dahlia.
  charge.balance_transaction ??= settleCharge(context, { ...charge, amount })
  charge.amount_captured += amount
  paymentIntent.amount_received += amount
  // After an overcapture both say what was moved, and only the card's details what was authorized.
  const moved = Math.max(paymentIntent.amount, paymentIntent.amount_received)
  paymentIntent.amount = moved
  charge.amount = moved
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
