/**
 * What a shop may want of a payment that its card's issuer suspects to be fraud, before the
 * shopper's bank disputes it. By default it is only notified.
 */
import { because } from "../../reasons/reason"
import type { Facts, Rule } from "../decision"
import { readPaymentState } from "../payment-state"
import { hasFailed } from "./refunds"

/** Before captures: what is about to be captured is held all the same. */
export const releaseForFraudWarning: Rule = (facts) => {
  const { medusa, policy, stripe } = facts
  const isWanted = policy.fraudWarnings !== "notify" && isSuspected(facts)
  if (!isWanted || readPaymentState(stripe) !== "authorized") {
    return null
  }
  return {
    kind: "release_authorization",
    operationId: null,
    reason: because("fraud_warning_released", {
      amount: stripe.paymentIntent?.amountCapturable ?? 0,
      currency_code: medusa.currencyCode,
    }),
  }
}

/** A refund that failed is not made again by itself. */
export const refundForFraudWarning: Rule = (facts) => {
  const { medusa, policy, stripe } = facts
  const amount = readKept(facts)
  const hasFailedBefore = stripe.paymentIntent?.refunds.some(hasFailed)
  if (
    policy.fraudWarnings !== "refund" ||
    !isSuspected(facts) ||
    amount <= 0 ||
    hasFailedBefore
  ) {
    return null
  }
  return {
    kind: "refund_for_fraud_warning",
    amount,
    reason: because("fraud_warning_refunded", {
      amount,
      currency_code: medusa.currencyCode,
    }),
  }
}

/** Once there is an order; before that, what is paid has still to become one. */
function isSuspected({ isFraudSuspected, medusa }: Facts): boolean {
  return isFraudSuspected === true && medusa.order !== null
}

/** Minor units that no refund returns, not even one that is on its way. */
function readKept({ medusa, stripe }: Facts): number {
  const { amountReceived = 0, amountRefunded = 0 } = stripe.paymentIntent ?? {}
  const refunded = Math.max(amountRefunded, medusa.payment?.refunded ?? 0)
  return Math.max(0, amountReceived - refunded)
}
