/**
 * Which reason a payment shows after a pass: that of its last decision, or the one that it
 * shows already.
 */
import type { Reason, ReasonCode } from "../reasons/reason"
import type { PaymentDecision } from "./decision"
import { requiresManualReview, traitsOf } from "./decision-traits"
import type { PaymentState } from "./payment-state"

export interface Shown {
  /** As it was before the pass. */
  readonly state: string
  readonly reason: Reason | null
}

/**
 * That both sides agree, or that a row of core's was repaired, is not worth reading:
 * the reason that led there stays. What requires a person always replaces it.
 */
export function chooseReason(
  shown: Shown,
  state: PaymentState,
  decision: PaymentDecision
): Reason {
  const { isAtRest, isBookkeeping } = traitsOf(decision.kind)
  const stays = shown.state === state && !isPassing(shown.reason)
  const isWorthReading =
    requiresManualReview(decision) ||
    isWaitingForReview(decision) ||
    !(isAtRest || isBookkeeping)
  return !isWorthReading && stays && shown.reason !== null
    ? shown.reason
    : decision.reason
}

export function isWaitingForReview({ reason }: PaymentDecision): boolean {
  return reason.code === "waits_for_review"
}

/**
 * Another decision ends what these say, even one that is not worth reading. What Medusa's
 * payment collections said before they were repaired would contradict what the order shows
 * to be paid.
 */
const PASSING = new Set<ReasonCode>([
  "refund_failed",
  "waits_for_review",
  "collection_requests_held_money",
  "collection_shows_ended_hold",
  "collection_out_of_sync",
  "collection_being_written",
])

function isPassing(reason: Reason | null): boolean {
  return reason !== null && PASSING.has(reason.code)
}
