import type Stripe from "stripe"
import type { Act } from "../state/act"
import { actOnItsOwn } from "../state/act"
import { buildRefund } from "./build-refund"
import { emitEvent } from "../webhooks/emit-event"
import { closeReviewOf } from "./reviews"
import { whatChanged } from "./what-changed"

type CancellationReason = Stripe.PaymentIntent.CancellationReason

const finalStatuses: readonly string[] = ["succeeded", "canceled"]

/** Ends a PaymentIntent; whatever was still held goes back to the shopper. */
export function cancelPaymentIntent(
  act: Act,
  paymentIntent: Stripe.PaymentIntent,
  reason: CancellationReason | null
): void {
  if (finalStatuses.includes(paymentIntent.status)) {
    return
  }
  const charge = heldCharge(act, paymentIntent)
  const remainder = paymentIntent.amount_capturable
  paymentIntent.status = "canceled"
  paymentIntent.canceled_at = act.emulator.clock.now()
  paymentIntent.cancellation_reason = reason
  paymentIntent.amount_capturable = 0
  paymentIntent.next_action = null
  if (charge !== null) {
    releaseRemainder(act, charge, { amount: remainder, reason: null })
  }
  emitEvent(act, { type: "payment_intent.canceled", object: paymentIntent })
  if (charge !== null) {
    closeReviewOf(act, charge, "canceled")
  }
}

/** The issuer stops holding the money because nobody captured it in time. */
export function lapseAuthorization(
  act: Act,
  paymentIntent: Stripe.PaymentIntent
): void {
  const charge = heldCharge(act, paymentIntent)
  if (charge === null || paymentIntent.status !== "requires_capture") {
    return
  }
  const remainder = paymentIntent.amount_capturable
  const isCanceled = act.emulator.switches.cancel_payment_intent_on_lapse
  if (isCanceled) {
    paymentIntent.status = "canceled"
    paymentIntent.canceled_at = act.emulator.clock.now()
    paymentIntent.cancellation_reason = "expired"
    paymentIntent.amount_capturable = 0
  }
  releaseRemainder(act, charge, {
    amount: remainder,
    reason: "expired_uncaptured_charge",
  })
  emitEvent(act, { type: "charge.expired", object: charge })
  if (isCanceled) {
    emitEvent(act, { type: "payment_intent.canceled", object: paymentIntent })
    closeReviewOf(act, charge, "canceled")
  }
}

export function scheduleLapse(
  act: Act,
  paymentIntent: Stripe.PaymentIntent,
  captureBefore: number
): void {
  act.emulator.clock.schedule(captureBefore * 1000, () => {
    lapseAuthorization(actOnItsOwn(act.emulator, act.account), paymentIntent)
  })
}

/**
 * Older Stripe accounts show released money as a Refund that nobody asked for. It counts into
 * `charge.amount_refunded`, although no captured money moved.
 */
export function releaseRemainder(
  act: Act,
  charge: Stripe.Charge,
  release: { amount: number; reason: Stripe.Refund.Reason | null }
): void {
  if (!act.emulator.switches.phantom_refunds || release.amount === 0) {
    return
  }
  const refund = buildRefund(act, charge, {
    amount: release.amount,
    reason: release.reason,
    metadata: {},
    status: "succeeded",
  })
  act.account.refunds.set(refund.id, refund)
  act.account.releases.add(refund.id)
  const previous = whatChanged(charge, () => {
    charge.amount_refunded += release.amount
    charge.refunded = charge.amount_refunded === charge.amount
  })
  emitEvent(act, { type: "refund.created", object: refund })
  if (!charge.captured) {
    emitEvent(act, { type: "charge.refunded", object: charge, previous })
  }
}

export function heldCharge(
  act: Act,
  paymentIntent: Stripe.PaymentIntent
): Stripe.Charge | null {
  const id = paymentIntent.latest_charge
  const charge =
    typeof id === "string" ? act.account.charges.get(id) : undefined
  return charge?.status === "succeeded" ? charge : null
}
