import type Stripe from "stripe"
import type { Context } from "../state/context"
import { idOf, newId } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { previousAttributes } from "./previous-attributes"

type ClosedReason = Stripe.Review.ClosedReason

/** Radar, or a person in the Dashboard, asks for a manual review of a payment. */
export function openReview(
  context: Context,
  charge: Stripe.Charge,
  openedReason: "rule" | "manual"
): Stripe.Review {
  const review: Stripe.Review = {
    id: newId.review(),
    object: "review",
    billing_zip: null,
    charge: charge.id,
    closed_reason: null,
    created: context.emulator.clock.now(),
    ip_address: null,
    ip_address_location: null,
    livemode: false,
    open: true,
    opened_reason: openedReason,
    payment_intent: idOf(charge.payment_intent),
    reason: openedReason,
    session: null,
  }
  context.account.reviews.set(review.id, review)
  charge.review = review.id
  const paymentIntent = paymentIntentOf(context, charge)
  if (paymentIntent !== undefined) {
    paymentIntent.review = review.id
  }
  emitEvent(context, { type: "review.opened", object: review })
  return review
}

/** The PaymentIntent and the Charge keep the id of the closed review. */
export function closeReview(
  context: Context,
  review: Stripe.Review,
  reason: ClosedReason
): void {
  const previous = previousAttributes(review, () => {
    review.open = false
    review.closed_reason = reason
    review.reason = reason
  })
  emitEvent(context, { type: "review.closed", object: review, previous })
}

/** Refunds, disputes and cancellations leave nothing to review. */
export function closeReviewOf(
  context: Context,
  charge: Stripe.Charge,
  reason: ClosedReason
): void {
  const review = context.account.reviews.get(idOf(charge.review))
  if (review?.open === true) {
    closeReview(context, review, reason)
  }
}

function paymentIntentOf(
  context: Context,
  charge: Stripe.Charge
): Stripe.PaymentIntent | undefined {
  return context.account.paymentIntents.get(idOf(charge.payment_intent))
}
