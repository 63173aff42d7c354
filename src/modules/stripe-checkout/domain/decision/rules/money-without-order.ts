/**
 * What to do with money of which no order comes, and with what was requested of a payment
 * before it had its order.
 */
import { because, type Reason, withCause } from "../../reasons/reason"
import type { Facts, PaymentDecision, PaymentRequest, Rule } from "../decision"
import { readPaymentState, type StripePayment } from "../payment-state"

/** No order can come of this money as things are. */
export const moneyWithoutOrder: Rule = (facts) => {
  const { medusa, stripe, request } = facts
  if (medusa.order || readPaymentState(stripe) === "canceled") {
    return null
  }
  if (isRefunded(stripe)) {
    return { kind: "in_sync", reason: because("refunded_without_order") }
  }
  if (readPaymentState(stripe) === "captured" && request?.kind === "release") {
    const { operationId } = request
    const reason = because("captured_not_releasable")
    return { kind: "reject_request", operationId, reason }
  }
  const whyNot = whyNoOrderComes(facts)
  return whyNot && (bindAgain(facts) ?? endWithoutOrder(facts, whyNot))
}

/** The merchant chose that way out, so no order is placed for it, whatever is in stock. */
export function isRefunded({ paymentIntent }: StripePayment): boolean {
  const received = paymentIntent?.amountReceived ?? 0
  return received > 0 && (paymentIntent?.amountRefunded ?? 0) >= received
}

function bindAgain(facts: Facts): PaymentDecision | null {
  const { medusa, request } = facts
  const isOver = medusa.releaseRequested || request?.kind === "release"
  return medusa.canRebind && !isOver && !isGivenUp(facts)
    ? {
        kind: "rebind_payment_session",
        reason: because("payment_session_deleted"),
      }
    : null
}

/** A hold is released automatically; captured money needs manual review. */
function endWithoutOrder(
  { stripe, request }: Facts,
  whyNot: Reason
): PaymentDecision {
  if (request?.kind === "place_order") {
    const { operationId } = request
    return { kind: "reject_request", operationId, reason: whyNot }
  }
  return readPaymentState(stripe) === "authorized"
    ? {
        kind: "release_without_order",
        operationId: releaseIn(request),
        reason: whyNot,
      }
    : leaveToManualReview(
        stripe,
        withCause("captured_without_order", whyNot, {})
      )
}

function releaseIn(request: PaymentRequest | null): string | null {
  return request?.kind === "release" ? request.operationId : null
}

/** Until all of the captured money is refunded. */
export function leaveToManualReview(
  { paymentIntent }: StripePayment,
  reason: Reason
): PaymentDecision {
  const received = paymentIntent?.amountReceived ?? 0
  return received > (paymentIntent?.amountRefunded ?? 0)
    ? { kind: "in_sync", requiresManualReview: true, reason }
    : {
        kind: "in_sync",
        reason: because("refunded_without_order"),
      }
}

function whyNoOrderComes(facts: Facts): Reason | null {
  const { medusa, request } = facts
  if (request?.kind === "release") {
    return because("release_requested")
  }
  if (medusa.releaseRequested) {
    return because("no_order_expected")
  }
  return isGivenUp(facts)
    ? because("placement_timed_out")
    : whyPaidCartIsGone(facts)
}

/** Unless the merchant requests one more attempt. */
function isGivenUp({ medusa, request }: Facts): boolean {
  return medusa.placementTimedOut && request?.kind !== "place_order"
}

function whyPaidCartIsGone({ medusa, stripe }: Facts): Reason | null {
  const paid = stripe.paymentIntent?.amount ?? 0
  const currency_code = medusa.currencyCode
  if (!medusa.paymentSession) {
    return because("cart_changed", { paid, currency_code })
  }
  // Core writes the cart first and its payment session afterwards, if it gets there.
  const asked = [medusa.paymentSession.amount, medusa.cartTotal ?? paid]
  const other = asked.find((amount) => amount !== paid)
  return other === undefined
    ? null
    : because("cart_total_changed", { paid, total: other, currency_code })
}

/**
 * The order has been placed since: an attempt to place it has succeeded, by whomever. A
 * release is not carried out, because it would end the hold of an order.
 */
export const requestBeforeOrder: Rule = ({ medusa: { order }, request }) => {
  if (!order || !request?.isBeforeOrder) {
    return null
  }
  const { kind, operationId } = request
  const reason = because("order_placed", { display_id: order.displayId })
  return kind === "place_order"
    ? { kind: "complete_request", operationId, reason }
    : { kind: "reject_request", operationId, reason }
}
