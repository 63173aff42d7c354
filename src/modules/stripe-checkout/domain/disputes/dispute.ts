/**
 * Disputes, reviews and early fraud warnings as plain values: how far one has come, and
 * what it led to. Pure.
 */

export type DisputeKind = "dispute" | "review" | "fraud_warning"

/** What the bank has of the merchant's answer. */
export type EvidenceState =
  "missing" | "staged" | "submitted" | "submitted_late" | "not_possible"

/** What Stripe moved in the account's balance, in minor units of the balance's currency. */
export interface DisputeFunds {
  readonly currencyCode: string | null
  readonly withdrawn: number
  readonly reinstated: number
  /** What Stripe charged, less what it has returned. */
  readonly fees: number
  /** False where both were converted, each at the rate of its day. */
  readonly isComparable: boolean
}

/** What Stripe says now. */
export interface DisputeSnapshot {
  readonly kind: DisputeKind
  readonly stripeId: string
  /**
   * Of a dispute Stripe's own status. Of a review `open`, or why it was closed. Of a fraud
   * warning `actionable` as long as a refund can prevent a dispute, else `not_actionable`.
   */
  readonly status: string
  /** Stripe's code. */
  readonly reason: string
  /** Minor units of its currency; null where it is not about an amount. */
  readonly amount: number | null
  readonly currencyCode: string | null
  /** Seconds since 1970; null where the bank takes no evidence. */
  readonly evidenceDueBy: number | null
  readonly evidenceState: EvidenceState | null
  /** Null where it is no dispute. */
  readonly isRefundable: boolean | null
  readonly funds: DisputeFunds
  /** Seconds since 1970. */
  readonly openedAt: number
}

/** An open dispute: an inquiry moves no money, and an appeal follows a loss. */
type OpenDisputeStage = "inquiry" | "dispute" | "appeal"

export type DisputeOutcome =
  "won" | "partly_won" | "lost" | "warning_closed" | "prevented"

/**
 * How far it has come, as far as anybody is notified. A closed dispute is named with its
 * outcome, because Stripe may return money after it has closed it.
 */
export type DisputeStage =
  | OpenDisputeStage
  | "review"
  | "fraud_warning"
  | "closed_review"
  | `closed_${DisputeOutcome}`

const FINAL_STATUSES: Readonly<Record<string, DisputeOutcome>> = {
  won: "won",
  lost: "lost",
  warning_closed: "warning_closed",
  prevented: "prevented",
}

export function isOpen({ kind, status }: DisputeSnapshot): boolean {
  switch (kind) {
    case "dispute":
      // A status that we do not know may call for an answer.
      return FINAL_STATUSES[status] === undefined
    case "review":
      return status === "open"
    case "fraud_warning":
      return status === "actionable"
  }
}

/** Null while it is open. Of a review it is why Stripe closed it. */
export function outcomeOf(snapshot: DisputeSnapshot): string | null {
  if (snapshot.kind === "fraud_warning" || isOpen(snapshot)) {
    return null
  }
  return snapshot.kind === "review"
    ? snapshot.status
    : disputeOutcomeOf(snapshot)
}

export function stageOf(snapshot: DisputeSnapshot): DisputeStage {
  const { kind, status } = snapshot
  switch (kind) {
    case "fraud_warning":
      return "fraud_warning"
    case "review":
      return isOpen(snapshot) ? "review" : "closed_review"
    case "dispute": {
      const outcome = disputeOutcomeOf(snapshot)
      return outcome === null ? openStageOf(status) : `closed_${outcome}`
    }
  }
}

function openStageOf(status: string): OpenDisputeStage {
  if (status.startsWith("warning_")) {
    return "inquiry"
  }
  return status.startsWith("appeal_") ? "appeal" : "dispute"
}

/** Stripe has no status for a part: only the funds show it. */
function disputeOutcomeOf({
  status,
  funds: { withdrawn, reinstated, isComparable },
}: DisputeSnapshot): DisputeOutcome | null {
  const outcome = FINAL_STATUSES[status] ?? null
  const isPart =
    outcome === "lost"
      ? reinstated > 0
      : outcome === "won" &&
        isComparable &&
        reinstated > 0 &&
        reinstated < withdrawn
  return isPart ? "partly_won" : outcome
}
