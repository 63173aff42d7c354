/**
 * When a decision shows that Medusa and Stripe told different things, or that only a
 * person can settle what they tell. Pure.
 */

import type { PaymentDecision, PaymentDecisionKind } from "./decision"

/** What ordinary work never leads to: something was lost, cut off or done twice. */
const MENDING = new Set<PaymentDecisionKind>([
  "undo_order",
  "announce_order",
  "restore_payment",
  "mend_collections",
  "mark_session",
  "mark_captured",
  "drop_capture",
  "drop_refund",
  "book",
  "unbook",
  "recount_summary",
  "bind_anew",
  "release_without_order",
])

export function isMending(kind: PaymentDecisionKind): boolean {
  return MENDING.has(kind)
}

/** Rows of core that were put right without any money having moved. */
const BOOKKEEPING = new Set<PaymentDecisionKind>([
  "mend_collections",
  "mark_session",
  "mark_captured",
  "book",
  "unbook",
  "recount_summary",
])

export function isBookkeeping(kind: PaymentDecisionKind): boolean {
  return BOOKKEEPING.has(kind)
}

export type DiscrepancyStatus = "open" | "repaired"

/** @returns null where both sides agree, or ordinary work brings them together. */
export function readDiscrepancy(
  decision: PaymentDecision
): DiscrepancyStatus | null {
  if (decision.kind === "rest" && decision.needsPerson) {
    return "open"
  }
  return isMending(decision.kind) && !isFollowingRelease(decision)
    ? "repaired"
    : null
}

/** Core leaves the order's payment status to whoever cancels a payment. */
function isFollowingRelease(decision: PaymentDecision): boolean {
  return (
    decision.kind === "mend_collections" &&
    decision.repairs.every(
      (repair) => repair.kind === "set_status" && repair.status === "canceled"
    )
  )
}

/** The money that was bound anew is its heir's from there on. */
const LAST = new Set<PaymentDecisionKind>(["rest", "wait", "bind_anew"])

/** Whether nothing is left to do for this payment now. */
export function endsLooking(kind: PaymentDecisionKind): boolean {
  return LAST.has(kind)
}
