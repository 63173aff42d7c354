/**
 * What became of refunds at Stripe: each outcome is reported once, and what only a
 * person can settle stays reported.
 */
import { because, type Reason } from "../../reasons/reason"
import type { Facts, RefundOutcome, Rule, Unrepaired } from "../decision"
import type { RefundSnapshot } from "../payment-state"

/** Once Medusa's ledger has followed. */
export const reportRefund: Rule = ({ medusa, stripe }) => {
  const refunds = stripe.paymentIntent?.refunds ?? []
  for (const refund of refunds) {
    const status = readOutcome(refund)
    const isReported = medusa.reportedRefunds.some(
      (known) => known.id === refund.id && known.status === status
    )
    if (status !== null && !isReported) {
      return {
        kind: "report_refund",
        refundId: refund.id,
        status,
        amount: refund.amount,
        reason: explain(refund, status, medusa.currencyCode),
      }
    }
  }
  return null
}

/** Without an order no ledger of Medusa's follows. */
export const reportRefundWithoutOrder: Rule = (facts) =>
  facts.medusa.order && facts.medusa.payment?.isCanceled === false
    ? null
    : reportRefund(facts)

function readOutcome({ status }: RefundSnapshot): RefundOutcome | null {
  return status === "succeeded" || status === "failed" || status === "canceled"
    ? status
    : null
}

function explain(
  { amount, failureReason }: RefundSnapshot,
  status: RefundOutcome,
  currency_code: string
): Reason {
  switch (status) {
    case "succeeded":
      return because("refund_made", { amount, currency_code })
    case "failed":
      return because("refund_failed", {
        amount,
        currency_code,
        failure_reason: failureReason,
      })
    case "canceled":
      return because("refund_canceled", { amount, currency_code })
  }
}

export function reportRefunds(facts: Facts): Unrepaired[] {
  return [...reportFailed(facts), ...reportUndecided(facts)]
}

/** A failed refund stays reported until as much is refunded again. */
function reportFailed({ stripe, medusa }: Facts): Unrepaired[] {
  const refunds = stripe.paymentIntent?.refunds ?? []
  const failed = refunds.filter(
    (refund) => hasFailed(refund) && !isMadeUpFor(refund, refunds)
  )
  const newest = failed.at(-1)
  return newest
    ? [
        {
          kind: "refund_failed",
          reason: because("refund_failed", {
            amount: newest.amount,
            currency_code: medusa.currencyCode,
            failure_reason: newest.failureReason,
          }),
        },
      ]
    : []
}

function reportUndecided({ stripe, medusa }: Facts): Unrepaired[] {
  const amount = stripe.paymentIntent?.amountUndecided ?? 0
  return amount > 0
    ? [
        {
          kind: "refund_undecided",
          reason: because("refund_undecided", {
            amount,
            currency_code: medusa.currencyCode,
          }),
        },
      ]
    : []
}

/** A refund that the merchant canceled was meant not to be made. */
export function hasFailed({ status }: RefundSnapshot): boolean {
  return status === "failed"
}

/** Later refunds have returned at least as much. */
function isMadeUpFor(
  failed: RefundSnapshot,
  refunds: readonly RefundSnapshot[]
): boolean {
  const later = refunds
    .slice(refunds.indexOf(failed) + 1)
    .filter(({ status }) => status !== "failed" && status !== "canceled")
  return later.reduce((sum, { amount }) => sum + amount, 0) >= failed.amount
}
