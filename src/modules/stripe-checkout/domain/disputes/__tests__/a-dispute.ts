import type { DisputeSnapshot } from "../dispute"

/** A dispute about 120.00 EUR that waits for the merchant, to be varied by tests. */
export function aDispute(
  changes: Partial<DisputeSnapshot> = {}
): DisputeSnapshot {
  return {
    kind: "dispute",
    stripeId: "du_1",
    status: "needs_response",
    reason: "fraudulent",
    amount: 12000,
    currencyCode: "eur",
    evidenceDueBy: 1_798_761_599,
    evidenceState: "missing",
    isRefundable: false,
    funds: {
      currencyCode: "eur",
      withdrawn: 12000,
      reinstated: 0,
      fees: 1500,
      isComparable: true,
    },
    openedAt: 1_798_000_000,
    ...changes,
  }
}

export function aReview(status = "open"): DisputeSnapshot {
  return {
    ...aDispute({ kind: "review", stripeId: "prv_1", status, reason: "rule" }),
    ...WITHOUT_MONEY,
  }
}

export function aWarning(status = "actionable"): DisputeSnapshot {
  return {
    ...aDispute({
      kind: "fraud_warning",
      stripeId: "issfr_1",
      status,
      reason: "made_with_stolen_card",
    }),
    ...WITHOUT_MONEY,
  }
}

const WITHOUT_MONEY = {
  amount: null,
  currencyCode: null,
  evidenceDueBy: null,
  evidenceState: null,
  isRefundable: null,
  funds: {
    currencyCode: null,
    withdrawn: 0,
    reinstated: 0,
    fees: 0,
    isComparable: true,
  },
} as const
