/**
 * Stripe's disputes, reviews and early fraud warnings as plain values. What is personal in
 * them stays behind: evidence, addresses, the browser of a review.
 */
import type Stripe from "stripe"

import type {
  DisputeFunds,
  DisputeSnapshot,
  EvidenceState,
} from "../domain/disputes/dispute"

export function fromDispute(dispute: Stripe.Dispute): DisputeSnapshot {
  const { due_by: dueBy } = dispute.evidence_details
  return {
    kind: "dispute",
    stripeId: dispute.id,
    status: dispute.status,
    reason: dispute.reason,
    amount: dispute.amount,
    currencyCode: dispute.currency,
    // Stripe writes 0 where the bank takes no evidence.
    evidenceDueBy: dueBy === 0 ? null : dueBy,
    evidenceState: readEvidence(dispute.evidence_details),
    isRefundable: dispute.is_charge_refundable,
    funds: readFunds(dispute.balance_transactions),
    openedAt: dispute.created,
  }
}

function readEvidence(details: Stripe.Dispute.EvidenceDetails): EvidenceState {
  if (details.submission_count > 0) {
    return details.past_due ? "submitted_late" : "submitted"
  }
  if (details.due_by === 0) {
    return "not_possible"
  }
  return details.has_evidence ? "staged" : "missing"
}

const NO_FUNDS: DisputeFunds = {
  currencyCode: null,
  withdrawn: 0,
  reinstated: 0,
  fees: 0,
  isComparable: true,
}

/** Withdrawals are negative, and a fee that Stripe returns is, too. */
function readFunds(moves: readonly Stripe.BalanceTransaction[]): DisputeFunds {
  const sum = (values: readonly number[]): number =>
    values.reduce((total, value) => total + value, 0)
  const amounts = moves.map(({ amount }) => amount)
  return {
    ...NO_FUNDS,
    currencyCode: moves[0]?.currency ?? null,
    withdrawn: -sum(amounts.filter((amount) => amount < 0)) + 0,
    reinstated: sum(amounts.filter((amount) => amount > 0)),
    fees: sum(moves.map(({ fee }) => fee)),
    isComparable:
      new Set(moves.map((move) => move.exchange_rate ?? null)).size < 2,
  }
}

export function fromReview(review: Stripe.Review): DisputeSnapshot {
  return {
    ...WITHOUT_MONEY,
    kind: "review",
    stripeId: review.id,
    status: review.open ? "open" : (review.closed_reason ?? review.reason),
    reason: review.opened_reason,
    openedAt: review.created,
  }
}

export function fromWarning(
  warning: Stripe.Radar.EarlyFraudWarning
): DisputeSnapshot {
  return {
    ...WITHOUT_MONEY,
    kind: "fraud_warning",
    stripeId: warning.id,
    status: warning.actionable ? "actionable" : "not_actionable",
    reason: warning.fraud_type,
    openedAt: warning.created,
  }
}

const WITHOUT_MONEY = {
  amount: null,
  currencyCode: null,
  evidenceDueBy: null,
  evidenceState: null,
  isRefundable: null,
  funds: NO_FUNDS,
} as const
