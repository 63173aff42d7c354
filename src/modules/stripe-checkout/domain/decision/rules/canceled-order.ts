/**
 * Money that was captured for an order which is canceled: core canceled it while the
 * capture was on its way, or its refund was refused, which core only logs.
 */
import { because } from "../../reasons/reason"
import type { Facts, PaymentDecision, Rule } from "../decision"
import { hasFailed } from "./refunds"

/** Minor units that no refund returns, not even one that is on its way. */
function readKept({ medusa, stripe }: Facts): number {
  const { amountReceived = 0, amountRefunded = 0 } = stripe.paymentIntent ?? {}
  const refunded = Math.max(amountRefunded, medusa.payment?.refunded ?? 0)
  return medusa.order?.isCanceled ? Math.max(0, amountReceived - refunded) : 0
}

/** Where the shop wants it. A refund that failed is not made again by itself. */
export const refundForCanceledOrder: Rule = (facts) => {
  const amount = readKept(facts)
  const { medusa, stripe, policy } = facts
  const hasFailedBefore = stripe.paymentIntent?.refunds.some(hasFailed)
  if (
    policy.canceledButCaptured !== "refund" ||
    amount <= 0 ||
    hasFailedBefore
  ) {
    return null
  }
  return {
    kind: "refund_canceled_order",
    amount,
    reason: because("refunded_for_canceled_order", {
      amount,
      currency_code: medusa.currencyCode,
    }),
  }
}

export const keptForCanceledOrder: Rule = (facts) => {
  const amount = readKept(facts)
  return amount > 0
    ? {
        kind: "in_sync",
        requiresManualReview: true,
        reason: because("refund_failed_for_canceled_order", {
          amount,
          currency_code: facts.medusa.currencyCode,
        }),
      }
    : null
}

/** The merchant need not wait until core has finished writing its rows. */
export function reportAtOnce(
  decision: PaymentDecision,
  facts: Facts
): PaymentDecision {
  const kept = keptForCanceledOrder(facts)
  return decision.kind === "recheck_later" && kept
    ? { ...decision, requiresManualReview: true, reason: kept.reason }
    : decision
}
