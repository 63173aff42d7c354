/**
 * A dispute, a review or a fraud warning as the admin shows it, from our own row. Pure.
 */
import {
  type DisputeSnapshot,
  stageOf,
} from "../../../../modules/stripe-checkout/domain/disputes/dispute"
import { reasonOfDispute } from "../../../../modules/stripe-checkout/domain/disputes/reports"
import { toMinorUnits } from "../../../../modules/stripe-checkout/domain/money"
import { describeReason } from "../../../../modules/stripe-checkout/domain/reasons/reason"
import type { DisputeRow } from "../../../../modules/stripe-checkout/repositories/disputes"
import type { DisputeDescription } from "./responses"

/** What is open comes first, and then the newest. */
export function describeDisputes(
  rows: readonly DisputeRow[]
): DisputeDescription[] {
  return [...rows].sort(compare).map(describeDispute)
}

function compare(one: DisputeRow, other: DisputeRow): number {
  return (
    Number(other.is_open) - Number(one.is_open) ||
    other.opened_at.getTime() - one.opened_at.getTime()
  )
}

function describeDispute(row: DisputeRow): DisputeDescription {
  const snapshot = snapshotOf(row)
  const { balance_currency_code } = row
  return {
    stripe_id: row.stripe_id,
    kind: row.kind,
    stage: stageOf(snapshot),
    is_open: row.is_open,
    status: row.status,
    cause: row.reason,
    ...describeReason(reasonOfDispute(snapshot)),
    amount: row.amount === null ? null : Number(row.amount),
    currency_code: row.currency_code,
    evidence_due_by: row.evidence_due_by?.toISOString() ?? null,
    evidence_state: row.evidence_state,
    funds:
      balance_currency_code === null
        ? null
        : {
            currency_code: balance_currency_code,
            withdrawn: Number(row.withdrawn),
            reinstated: Number(row.reinstated),
            fees: Number(row.fees),
          },
    opened_at: row.opened_at.toISOString(),
    closed_at: row.closed_at?.toISOString() ?? null,
    closed_by: row.closed_by,
  }
}

/** What Stripe said when the row was written. */
export function snapshotOf(row: DisputeRow): DisputeSnapshot {
  const { amount, balance_currency_code: balance, currency_code } = row
  const minor = (value: string): number =>
    balance === null ? 0 : toMinorUnits(value, balance)
  return {
    kind: row.kind,
    stripeId: row.stripe_id,
    status: row.status,
    reason: row.reason,
    amount:
      amount === null || currency_code === null
        ? null
        : toMinorUnits(amount, currency_code),
    currencyCode: currency_code,
    evidenceDueBy: row.evidence_due_by && row.evidence_due_by.getTime() / 1000,
    evidenceState: row.evidence_state,
    isRefundable: row.is_refundable,
    funds: {
      currencyCode: balance,
      withdrawn: minor(row.withdrawn),
      reinstated: minor(row.reinstated),
      fees: minor(row.fees),
      // The row says what came of it.
      isComparable: row.outcome === "partly_won",
    },
    openedAt: row.opened_at.getTime() / 1000,
  }
}
