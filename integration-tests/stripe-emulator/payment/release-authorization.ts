import type Stripe from "stripe"
import type { Context } from "../state/context"
import { contextWithoutRequest } from "../state/context"
import { buildRefund } from "./build-refund"
import { emitEvent } from "../webhooks/emit-event"
import { closeReviewOf } from "./reviews"
import { previousAttributes } from "./previous-attributes"

type CancellationReason = Stripe.PaymentIntent.CancellationReason

const finalStatuses: readonly string[] = ["succeeded", "canceled"]

/** Cancels a PaymentIntent and releases what was still held. */
export function cancelPaymentIntent(
  context: Context,
  paymentIntent: Stripe.PaymentIntent,
  reason: CancellationReason | null
): void {
  if (finalStatuses.includes(paymentIntent.status)) {
    return
  }
  const charge = heldCharge(context, paymentIntent)
  if (charge !== null && paymentIntent.amount_received > 0) {
    endMulticapture(context, paymentIntent, charge)
    return
  }
  const remainder = paymentIntent.amount_capturable
  paymentIntent.status = "canceled"
  paymentIntent.canceled_at = context.emulator.clock.now()
  paymentIntent.cancellation_reason = reason
  paymentIntent.amount_capturable = 0
  paymentIntent.next_action = null
  if (charge !== null) {
    releaseRemainder(context, charge, { amount: remainder, reason: null })
  }
  emitEvent(context, { type: "payment_intent.canceled", object: paymentIntent })
  if (charge !== null) {
    closeReviewOf(context, charge, "canceled")
  }
}

/** Partially captured PaymentIntents transition to succeeded, whoever ends the hold of the rest. */
function endMulticapture(
  context: Context,
  paymentIntent: Stripe.PaymentIntent,
  charge: Stripe.Charge
): void {
  const remainder = paymentIntent.amount_capturable
  paymentIntent.status = "succeeded"
  paymentIntent.amount_capturable = 0
  const previous = previousAttributes(charge, () => {
    charge.captured = true
  })
  releaseRemainder(context, charge, { amount: remainder, reason: null })
  emitEvent(context, { type: "charge.captured", object: charge, previous })
  emitEvent(context, {
    type: "payment_intent.succeeded",
    object: paymentIntent,
  })
}

/** The authorization expires because it was not captured in time. */
export function lapseAuthorization(
  context: Context,
  paymentIntent: Stripe.PaymentIntent
): void {
  const charge = heldCharge(context, paymentIntent)
  if (charge === null || paymentIntent.status !== "requires_capture") {
    return
  }
  if (paymentIntent.amount_received > 0) {
    endMulticapture(context, paymentIntent, charge)
    return
  }
  const remainder = paymentIntent.amount_capturable
  const isCanceled = context.emulator.switches.cancel_payment_intent_on_lapse
  if (isCanceled) {
    paymentIntent.status = "canceled"
    paymentIntent.canceled_at = context.emulator.clock.now()
    paymentIntent.cancellation_reason =
      context.emulator.switches.lapse_cancellation_reason
    paymentIntent.amount_capturable = 0
  }
  releaseRemainder(context, charge, {
    amount: remainder,
    reason: "expired_uncaptured_charge",
  })
  emitEvent(context, { type: "charge.expired", object: charge })
  if (isCanceled) {
    emitEvent(context, {
      type: "payment_intent.canceled",
      object: paymentIntent,
    })
    closeReviewOf(context, charge, "canceled")
  }
}

export function scheduleLapse(
  context: Context,
  paymentIntent: Stripe.PaymentIntent,
  captureBefore: number
): void {
  // 604,801 seconds after the authorization, in an answer quoted in a vendor's documentation of 2023.
  context.emulator.clock.schedule((captureBefore + 1) * 1000, () => {
    lapseAuthorization(
      contextWithoutRequest(context.emulator, context.account),
      paymentIntent
    )
  })
}

/**
 * A hold that ends without a capture appears as a Refund that nobody requested, and so does the rest of a partial capture
 * in older accounts. It counts towards `charge.amount_refunded`, although no money moved: it has no balance transaction,
 * as in an answer quoted in a vendor's documentation of 2023.
 */
export function releaseRemainder(
  context: Context,
  charge: Stripe.Charge,
  release: { amount: number; reason: Stripe.Refund.Reason | null }
): void {
  const { released_hold_as_refund: hold, released_rest_as_refund: rest } =
    context.emulator.switches
  if (!(charge.captured ? rest : hold) || release.amount === 0) {
    return
  }
  const refund = buildRefund(context, charge, {
    amount: release.amount,
    reason: release.reason,
    metadata: {},
    status: "succeeded",
    movesNoMoney: true,
  })
  // It moved no money, so it is in no balance.
  refund.balance_transaction = null
  context.account.refunds.set(refund.id, refund)
  context.account.releases.add(refund.id)
  const previous = previousAttributes(charge, () => {
    charge.amount_refunded += release.amount
    charge.refunded = charge.amount_refunded === charge.amount
  })
  emitEvent(context, { type: "refund.created", object: refund })
  if (!charge.captured) {
    emitEvent(context, { type: "charge.refunded", object: charge, previous })
  }
}

export function heldCharge(
  context: Context,
  paymentIntent: Stripe.PaymentIntent
): Stripe.Charge | null {
  const id = paymentIntent.latest_charge
  const charge =
    typeof id === "string" ? context.account.charges.get(id) : undefined
  return charge?.status === "succeeded" ? charge : null
}
