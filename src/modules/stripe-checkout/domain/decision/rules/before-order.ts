/**
 * What to do while there is no order: nothing is paid, money waits for its order, or
 * no order can come.
 */
import { formatMoney } from "../../money"
import type { MedusaPayment, PaymentDecision, Rule } from "../decision"
import { readPaymentState, type StripePayment } from "../payment-state"

/** Nothing was paid yet, or never will be. */
export const unpaid: Rule = ({ medusa, stripe, request }) => {
  const reason = readUnpaidReason(stripe)
  if (reason === null) {
    return null
  }
  if (isForOldCart(medusa, stripe)) {
    return {
      kind: "expire_checkout_session",
      reason:
        "The cart has changed since the payment page was opened, so nobody must pay there for what it was.",
    }
  }
  if (request) {
    return { kind: "reject_request", operationId: request.operationId, reason }
  }
  const isFinal = readPaymentState(stripe) === "expired"
  return { kind: isFinal ? "in_sync" : "recheck_later", reason }
}

function isForOldCart(
  medusa: MedusaPayment,
  { checkoutSession }: StripePayment
): boolean {
  return (
    checkoutSession?.status === "open" &&
    (!medusa.paymentSession || medusa.isCheckoutSessionOutdated)
  )
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

/** Money is held for an order that no longer needs it. */
export const authorizationWithoutPurpose: Rule = ({ medusa, stripe }) => {
  if (readPaymentState(stripe) !== "authorized") {
    return null
  }
  if (medusa.order?.isCanceled) {
    return {
      kind: "release_authorization",
      operationId: null,
      reason: "The order was canceled, so the held money is given back.",
    }
  }
  return medusa.paidByOtherPayment
    ? {
        kind: "release_authorization",
        operationId: null,
        reason:
          "The order was placed with another payment, so this hold is given back.",
      }
    : null
}

/** The order is on its way, or was paid otherwise: nothing to place. */
export const orderPaidByOtherPayment: Rule = ({ medusa, stripe }) => {
  if (medusa.order || readPaymentState(stripe) === "canceled") {
    return null
  }
  if (medusa.paidByOtherPayment) {
    return leaveToPerson(
      stripe,
      "The order was placed with another payment, but this one's money was taken as well. Refund it in Stripe's Dashboard."
    )
  }
  return medusa.isCompleting
    ? {
        kind: "recheck_later",
        reason: "The cart is being completed or changed right now.",
      }
    : null
}

/** No order can come of this money, as it stands. */
export const moneyWithoutOrder: Rule = ({ medusa, stripe }) => {
  if (medusa.order || readPaymentState(stripe) === "canceled") {
    return null
  }
  const whyNot = whyNoOrderComes(medusa, stripe)
  if (whyNot === null) {
    return null
  }
  if (
    medusa.canRebind &&
    !medusa.releaseRequested &&
    !medusa.placementTimedOut
  ) {
    return {
      kind: "rebind_payment_session",
      reason:
        "Medusa deleted the payment session, but the cart still is exactly what was paid.",
    }
  }
  // A hold can be given back by itself; money that was taken is a person's decision.
  return readPaymentState(stripe) === "authorized"
    ? { kind: "release_without_order", reason: whyNot }
    : leaveToPerson(
        stripe,
        `${whyNot} The money was taken already: give it back in Stripe's Dashboard.`
      )
}

/** Until all of the money that was taken is given back. */
function leaveToPerson(
  { paymentIntent }: StripePayment,
  reason: string
): PaymentDecision {
  const received = paymentIntent?.amountReceived ?? 0
  return received > (paymentIntent?.amountRefunded ?? 0)
    ? { kind: "in_sync", requiresManualReview: true, reason }
    : {
        kind: "in_sync",
        reason: "No order came of this payment; its money was given back.",
      }
}

function whyNoOrderComes(
  medusa: MedusaPayment,
  stripe: StripePayment
): string | null {
  if (medusa.releaseRequested) {
    return "No order will come of this payment."
  }
  if (medusa.placementTimedOut) {
    return "The order could not be placed for days."
  }
  const paid = stripe.paymentIntent?.amount ?? 0
  const money = (minor: number): string =>
    formatMoney(minor, medusa.currencyCode)
  if (!medusa.paymentSession) {
    return `The cart changed while the shopper was paying ${money(paid)}.`
  }
  // Core writes the cart first and its payment session afterwards, if it gets there.
  const asked = [medusa.paymentSession.amount, medusa.cartTotal ?? paid]
  const other = asked.find((amount) => amount !== paid)
  return other === undefined
    ? null
    : `The shopper paid ${money(paid)}, but the cart now costs ${money(other)}.`
}

/** Held or taken money whose order has still to be placed. */
export const paidWithoutOrder: Rule = (facts) => {
  const { medusa, stripe } = facts
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
  return prepareOrder(facts) ?? placeOrder(facts)
}

/** What must be put right before the order can be placed. */
const prepareOrder: Rule = ({ medusa, stripe }) => {
  const isNamedAfterOld =
    medusa.replacesPaymentSessionId !== null &&
    stripe.paymentIntent?.paymentSessionId === medusa.replacesPaymentSessionId
  if (isNamedAfterOld) {
    return {
      kind: "update_payment_intent_metadata",
      reason: "Stripe still names the payment session that was deleted.",
    }
  }
  return medusa.payment?.isCanceled
    ? {
        kind: "restore_payment",
        reason:
          "An earlier attempt to place the order failed and canceled the payment in Medusa only; Stripe still holds the money.",
      }
    : null
}

const placeOrder: Rule = ({ medusa }) =>
  medusa.cart
    ? {
        kind: "complete_cart",
        cartId: medusa.cart.id,
        reason: "The shopper has paid; the order can be placed.",
      }
    : {
        kind: "in_sync",
        requiresManualReview: true,
        reason: "The payment belongs to no cart and no order.",
      }
