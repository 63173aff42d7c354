/**
 * What became of refunds at Stripe: what only a person can settle stays reported.
 */
import { because } from "../../reasons/reason"
import type { Facts, Unrepaired } from "../decision"
import type { RefundSnapshot } from "../payment-state"

export function reportRefunds(facts: Facts): Unrepaired[] {
  return [...reportFailed(facts), ...reportUndecided(facts)]
}

/** The shopper has not got the money, until it is refunded again. */
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
