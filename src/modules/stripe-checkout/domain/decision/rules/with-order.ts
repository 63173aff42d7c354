/**
 * What to do once there is an order: the hold ends, and money moves.
 */
import { because, type Reason } from "../../reasons/reason"
import type { Facts, PaymentDecision, Rule, PaymentRequest } from "../decision"
import { hasLapsed, readPaymentState } from "../payment-state"
import { writeOrderStatus } from "./notifications"

/** The hold has ended at Stripe: it was released there, or it lapsed. */
export const authorizationGone: Rule = (facts) => {
  const { medusa, stripe, request } = facts
  if (readPaymentState(stripe) !== "canceled") {
    return null
  }
  const reason = hasLapsed(stripe)
    ? because("authorization_lapsed")
    : because("authorization_released")
  if (medusa.payment?.isCanceled === false) {
    return { kind: "cancel_medusa_payment", reason }
  }
  if (request) {
    return answerEndedHold(request, reason)
  }
  return medusa.order
    ? (writeOrderStatus(facts) ?? { kind: "in_sync", reason })
    : { kind: "in_sync", reason }
}

/** The hold has ended, which is what a release requests, whoever ended it. */
export function answerEndedHold(
  { kind, operationId }: PaymentRequest,
  reason: Reason
): PaymentDecision {
  return kind === "release"
    ? { kind: "complete_request", operationId, reason }
    : { kind: "reject_request", operationId, reason }
}

/** Core canceled the payment in Medusa, but Stripe holds or has captured the money. */
export const canceledInMedusaOnly: Rule = ({ medusa, stripe }) => {
  const { order, payment, currencyCode } = medusa
  if (!order || !payment?.isCanceled) {
    return null
  }
  if (!order.isCanceled) {
    return {
      kind: "restore_payment",
      reason: because("payment_canceled_in_medusa_only"),
    }
  }
  const { amountReceived = 0, amountRefunded = 0 } = stripe.paymentIntent ?? {}
  const kept = amountReceived - amountRefunded
  const known = payment.captured - payment.refunded
  return kept > known
    ? {
        kind: "in_sync",
        requiresManualReview: true,
        reason: because("captured_for_canceled_order", {
          amount: kept - known,
          currency_code: currencyCode,
        }),
      }
    : null
}

/** Money that was captured at Stripe and that Medusa has not recorded. */
export const moneyCapturedAtStripe: Rule = ({ medusa, stripe }) => {
  if (medusa.payment?.isCanceled) {
    return null
  }
  const received = stripe.paymentIntent?.amountReceived ?? 0
  const missing = received - (medusa.payment?.captured ?? 0)
  return missing > 0
    ? {
        kind: "record_capture",
        amount: missing,
        reason: because("capture_not_recorded", {
          amount: missing,
          currency_code: medusa.currencyCode,
        }),
      }
    : null
}

/** Money that was refunded at Stripe and that Medusa has not recorded. */
export const moneyRefundedAtStripe: Rule = ({ medusa, stripe }) => {
  const { order, payment, currencyCode } = medusa
  if (!order || !payment) {
    return null
  }
  // Of a payment that core canceled, only what Medusa knows as captured can be refunded.
  const limit = payment.isCanceled ? payment.captured : Infinity
  const refunded = stripe.paymentIntent?.amountRefunded ?? 0
  const missing = Math.min(refunded, limit) - payment.refunded
  return missing > 0
    ? {
        kind: "record_refund",
        amount: missing,
        reason: because("refund_not_recorded", {
          amount: missing,
          currency_code: currencyCode,
        }),
      }
    : null
}

export const release: Rule = ({ stripe, request }) => {
  if (request?.kind !== "release") {
    return null
  }
  const isHeld = readPaymentState(stripe) === "authorized"
  return isHeld
    ? {
        kind: "release_authorization",
        operationId: request.operationId,
        reason: because("release_requested"),
      }
    : {
        kind: "reject_request",
        operationId: request.operationId,
        reason: because("nothing_to_release"),
      }
}

/**
 * An order that owes nothing needs no hold. Pending requests for the hold come first.
 */
export const surplusHold: Rule = (facts) => {
  const { medusa, stripe, request, policy } = facts
  const isAskedFor = request ?? medusa.others.some(({ capture }) => capture)
  if (policy.surplusHolds === "keep" || isAskedFor || !isSurplus(facts)) {
    return null
  }
  return {
    kind: "release_authorization",
    operationId: null,
    reason: because("surplus_hold", {
      amount: stripe.paymentIntent?.amountCapturable ?? 0,
      currency_code: medusa.currencyCode,
    }),
  }
}

function isSurplus({ medusa: { order, payment }, stripe }: Facts): boolean {
  return (
    order?.isPaidInFull === true &&
    !order.isOutOfSync &&
    payment !== null &&
    readPaymentState(stripe) === "authorized"
  )
}

/**
 * The issuer's hold can end before Stripe cancels the PaymentIntent, which until then
 * shows money as held that can no longer be captured. A pending capture is tried first.
 */
export const authorizationExpired: Rule = ({ medusa, stripe, request }) => {
  const { amountCapturable = 0, isAuthorizationExpired = false } =
    stripe.paymentIntent ?? {}
  return medusa.order && isAuthorizationExpired && !request
    ? {
        kind: "release_authorization",
        operationId: null,
        reason: because("authorization_expired", {
          amount: amountCapturable,
          currency_code: medusa.currencyCode,
        }),
      }
    : null
}
