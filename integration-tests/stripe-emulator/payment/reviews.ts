import type Stripe from "stripe"
import type { Act } from "../state/act"
import { idOf, newId } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { whatChanged } from "./what-changed"

type ClosedReason = Stripe.Review.ClosedReason

/** Radar, or a person in the Dashboard, wants somebody to look at a payment. */
export function openReview(
  act: Act,
  charge: Stripe.Charge,
  openedReason: "rule" | "manual"
): Stripe.Review {
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
    opened_reason: openedReason,
    payment_intent: idOf(charge.payment_intent),
    reason: openedReason,
    session: null,
  }
  act.account.reviews.set(review.id, review)
  charge.review = review.id
  const paymentIntent = paymentIntentOf(act, charge)
  if (paymentIntent !== undefined) {
    paymentIntent.review = review.id
  }
  emitEvent(act, { type: "review.opened", object: review })
  return review
}

/** The PaymentIntent and the Charge go on naming the closed review. */
export function closeReview(
  act: Act,
  review: Stripe.Review,
  reason: ClosedReason
): void {
  const previous = whatChanged(review, () => {
    review.open = false
    review.closed_reason = reason
    review.reason = reason
  })
  emitEvent(act, { type: "review.closed", object: review, previous })
}

/** Refunds, disputes and cancellations leave nothing to review. */
export function closeReviewOf(
  act: Act,
  charge: Stripe.Charge,
  reason: ClosedReason
): void {
  const review = act.account.reviews.get(idOf(charge.review))
  if (review?.open === true) {
    closeReview(act, review, reason)
  }
}

function paymentIntentOf(
  act: Act,
  charge: Stripe.Charge
): Stripe.PaymentIntent | undefined {
  return act.account.paymentIntents.get(idOf(charge.payment_intent))
}
