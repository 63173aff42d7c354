/**
 * What the payment's row keeps of its refunds.
 */
import type { PaymentDecision } from "../../modules/stripe-checkout/domain/decision/decide"
import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import type { Reason } from "../../modules/stripe-checkout/domain/reasons/reason"
import type { PaymentPatch } from "../../modules/stripe-checkout/repositories/payment-row"
import type { SyncContext } from "./actions/context"

/** All that was ever seen stays, with its status. */
export function refundsAtStripe(
  { row, stripe }: SyncContext,
  decision: PaymentDecision
): PaymentPatch {
  const refunds = stripe.paymentIntent?.refunds ?? []
  if (!refunds.length) {
    return {}
  }
  const reportedNow =
    decision.kind === "report_refund" ? decision.refundId : null
  return {
    refunds: refunds.map(({ id, amount, status, createdAt, ...refund }) => ({
      id,
      amount: toMajorUnits(amount, row.currency_code),
      status,
      reason: refund.failureReason ?? refund.pendingReason,
      created_at: new Date(createdAt * 1000).toISOString(),
      reported_status:
        id === reportedNow
          ? status
          : (row.refunds?.find((known) => known.id === id)?.reported_status ??
            null),
    })),
  }
}

/** Until it is made up for, nothing else is as worth reading. */
export function findFailedRefund({
  unrepaired,
}: PaymentDecision): Reason | null {
  return (
    unrepaired?.find(({ kind }) => kind === "refund_failed")?.reason ?? null
  )
}
