/**
 * When a decision shows that Medusa and Stripe told different things, or that only a
 * person can settle what they tell. Pure.
 */
import type { PaymentDecision, PaymentDecisionKind } from "./payment-decision"

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

export type DiscrepancyStatus = "open" | "repaired"

/** @returns null where both sides agree, or ordinary work brings them together. */
export function readDiscrepancy(
  decision: PaymentDecision
): DiscrepancyStatus | null {
  if (decision.kind === "rest" && decision.needsPerson) {
    return "open"
  }
  return isMending(decision.kind) ? "repaired" : null
}
