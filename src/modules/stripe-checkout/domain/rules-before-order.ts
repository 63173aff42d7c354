/**
 * What to do while there is no order: nothing is paid, money waits for its order, or
 * no order can come.
 */
import { describeMoney } from "./money"
import type { MedusaPayment, PaymentDecision, Rule } from "./payment-decision"
import { readPaymentState, type StripePayment } from "./payment-state"

/** Nothing was paid yet, or never will be. */
export const unpaid: Rule = ({ medusa, stripe, wish }) => {
  const reason = readUnpaidReason(stripe)
  if (reason === null) {
    return null
  }
  const isOrphaned =
    stripe.checkoutSession?.status === "open" && !medusa.paymentSession
  if (isOrphaned) {
    return {
      kind: "expire_checkout_session",
      reason:
        "The cart has changed since the payment page was opened, so that page must not take the old total.",
    }
  }
  if (wish) {
    return { kind: "decline", operationId: wish.operationId, reason }
  }
  const isFinal = readPaymentState(stripe) === "expired"
  return { kind: isFinal ? "rest" : "wait", reason }
}

function readUnpaidReason(stripe: StripePayment): string | null {
  switch (readPaymentState(stripe)) {
    case "awaiting_customer":
      return explainWaiting(stripe)
    case "expired":
      return "The payment page ran out without a payment."
    case "processing":
      return "Stripe is still processing the payment."
    case "unrecognized":
      return explainUnrecognized(stripe)
    case "authorized":
    case "captured":
    case "canceled":
      return null
  }
}

function explainWaiting({ paymentIntent }: StripePayment): string {
  return paymentIntent?.lastError
    ? `The shopper has not paid yet; the last attempt failed: ${paymentIntent.lastError}`
    : "The shopper has not paid yet."
}

function explainUnrecognized(stripe: StripePayment): string {
  const { paymentIntent, checkoutSession } = stripe
  const status = paymentIntent?.status ?? checkoutSession?.status ?? "none"
  return `Stripe reports a status that this version does not know: ${status}.`
}

/** Money is held for which there is no order, or no longer one. */
export const holdWithoutPurpose: Rule = ({ medusa, stripe }) => {
  if (readPaymentState(stripe) !== "authorized") {
    return null
  }
  if (medusa.order?.isCanceled) {
    return {
      kind: "release_hold",
      operationId: null,
      reason: "The order was canceled, so the held money is given back.",
    }
  }
  if (medusa.isPaidOtherwise) {
    return {
      kind: "release_hold",
      operationId: null,
      reason:
        "The order was placed with another payment, so this hold is given back.",
    }
  }
  if (medusa.order || medusa.isCompleting) {
    return null
  }
  if (medusa.isReleasing) {
    return {
      kind: "release_without_order",
      reason: "No order will come of this payment; the hold is given back.",
    }
  }
  if (medusa.isHopeless) {
    return {
      kind: "release_without_order",
      reason:
        "The order could not be placed for days, so the hold is given back.",
    }
  }
  if (medusa.canBeBoundAnew) {
    return {
      kind: "bind_anew",
      reason:
        "Medusa deleted the payment session, but the cart still is exactly what was paid.",
    }
  }
  const problem = whyNoOrderCanCome(medusa, stripe)
  return problem ? { kind: "release_without_order", reason: problem } : null
}

function whyNoOrderCanCome(
  medusa: MedusaPayment,
  stripe: StripePayment
): string | null {
  const paid = stripe.paymentIntent?.amount ?? 0
  if (!medusa.paymentSession) {
    return `The cart changed while the shopper was paying ${describeMoney(paid, medusa.currencyCode)}; the hold is given back.`
  }
  if (medusa.paymentSession.amount !== paid) {
    return `The shopper paid ${describeMoney(paid, medusa.currencyCode)}, but the cart now costs ${describeMoney(medusa.paymentSession.amount, medusa.currencyCode)}; the hold is given back.`
  }
  return null
}

/** A hold can be given back by itself; money that was taken is a person's decision. */
function takenForNothing(
  medusa: MedusaPayment,
  stripe: StripePayment
): PaymentDecision | null {
  if (readPaymentState(stripe) !== "captured") {
    return null
  }
  if (medusa.canBeBoundAnew) {
    return {
      kind: "bind_anew",
      reason:
        "Medusa deleted the payment session, but the cart still is exactly what was paid.",
    }
  }
  const paid = stripe.paymentIntent?.amountReceived ?? 0
  return whyNoOrderCanCome(medusa, stripe)
    ? {
        kind: "rest",
        needsPerson: true,
        reason: `${describeMoney(paid, medusa.currencyCode)} was taken for a cart that has changed, so no order can be placed for it. Give it back in Stripe's Dashboard.`,
      }
    : null
}

/** Held or taken money whose order has still to be placed. */
export const paidWithoutOrder: Rule = ({ medusa, stripe }) => {
  if (readPaymentState(stripe) === "canceled") {
    return null
  }
  if (medusa.order) {
    return medusa.payment
      ? null
      : {
          kind: "authorize_session",
          reason: "The shopper has paid what the order still owes.",
        }
  }
  if (medusa.isPaidOtherwise) {
    return {
      kind: "rest",
      needsPerson: true,
      reason:
        "The order was placed with another payment, but this one's money was taken as well. Refund it in Stripe's Dashboard.",
    }
  }
  if (medusa.isCompleting) {
    return { kind: "wait", reason: "The order is being placed right now." }
  }
  const takenInVain = takenForNothing(medusa, stripe)
  if (takenInVain) {
    return takenInVain
  }
  if (
    medusa.continues !== null &&
    stripe.paymentIntent?.paymentSessionId === medusa.continues
  ) {
    return {
      kind: "name_session_at_stripe",
      reason: "Stripe still names the payment session that was deleted.",
    }
  }
  if (medusa.payment?.isCanceled) {
    return {
      kind: "restore_payment",
      reason:
        "An earlier attempt to place the order failed and canceled the payment in Medusa only; Stripe still holds the money.",
    }
  }
  if (!medusa.cart) {
    return {
      kind: "rest",
      needsPerson: true,
      reason: "The payment belongs to no cart and no order.",
    }
  }
  return {
    kind: "complete_cart",
    cartId: medusa.cart.id,
    reason: "The shopper has paid; the order can be placed.",
  }
}
