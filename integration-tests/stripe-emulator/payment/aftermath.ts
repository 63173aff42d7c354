import type Stripe from "stripe"
import type { Act } from "../state/act"
import { idOf, newId } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { openDispute } from "./disputes"
import { heldCharge } from "./release-authorization"
import { findTestCard } from "./test-cards"

/** What some test cards bring about once the money is held or captured. */
export function beginAftermath(
  act: Act,
  paymentIntent: Stripe.PaymentIntent,
  moment: "authorized" | "captured"
): void {
  const charge = heldCharge(act, paymentIntent)
  if (charge === null) {
    return
  }
  const number = act.account.cards.get(charge.id) ?? ""
  const aftermath = findTestCard(number)?.aftermath ?? "nothing"
  if (moment === "authorized") {
    warn(act, { charge, paymentIntent, aftermath })
  }
  // Only captured money can be disputed.
  if (charge.captured && !charge.disputed) {
    disputeLike(act, charge, aftermath)
  }
}

type Suspicion = {
  charge: Stripe.Charge
  paymentIntent: Stripe.PaymentIntent
  aftermath: string
}

function warn(act: Act, { aftermath, charge, paymentIntent }: Suspicion): void {
  if (aftermath === "early_fraud_warning") {
    warnOfFraud(act, charge)
  } else if (aftermath === "review") {
    openReview(act, charge, paymentIntent)
  }
}

function disputeLike(act: Act, charge: Stripe.Charge, aftermath: string): void {
  switch (aftermath) {
    case "dispute_fraudulent":
      openDispute(act, charge, { reason: "fraudulent" })
      break
    case "dispute_not_received":
      openDispute(act, charge, { reason: "product_not_received" })
      break
    case "inquiry":
      openDispute(act, charge, {
        reason: "product_not_received",
        isInquiry: true,
      })
      break
    default:
  }
}

function warnOfFraud(act: Act, charge: Stripe.Charge): void {
  const warning: Stripe.Radar.EarlyFraudWarning = {
    id: newId.earlyFraudWarning(),
    object: "radar.early_fraud_warning",
    actionable: true,
    charge: charge.id,
    created: act.emulator.clock.now(),
    fraud_type: "misc",
    livemode: false,
    payment_intent: idOf(charge.payment_intent),
  }
  emitEvent(act, { type: "radar.early_fraud_warning.created", object: warning })
}

function openReview(
  act: Act,
  charge: Stripe.Charge,
  paymentIntent: Stripe.PaymentIntent
): void {
  const review: Stripe.Review = {
    id: newId.review(),
    object: "review",
    billing_zip: null,
    charge: charge.id,
    closed_reason: null,
    created: act.emulator.clock.now(),
    ip_address: null,
    ip_address_location: null,
    livemode: false,
    open: true,
    opened_reason: "rule",
    payment_intent: paymentIntent.id,
    reason: "rule",
    session: null,
  }
  paymentIntent.review = review.id
  charge.review = review.id
  emitEvent(act, { type: "review.opened", object: review })
}
