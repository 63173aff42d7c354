/**
 * A status that requests something and that no change record explains: core died between
 * saving the order and recording the change, or a program wrote the order directly.
 * Nobody can tell which of the two it was, or from which status the order came, so no
 * money moves. The merchant is notified and saves the status again.
 */
import { because, type Reason } from "../reasons/reason"
import type { RuleResult, StatusChangeRecord } from "./capture-rules"
import { type OrderRules, requestOf } from "./order-rules"
import { isExplained } from "./status-history"

export interface UnrecordedStatus {
  readonly status: string
  readonly requests: "capture" | "release"
  /** The newest edit of the status that is recorded. */
  readonly lastRecorded: {
    readonly id: string
    readonly status: string | null
  }
}

/** How the order came to its present status. */
export interface StatusOrigin {
  /** A person or a program set it, after the order was placed. */
  readonly isChosen: boolean
  readonly unrecorded: UnrecordedStatus | null
}

export const UNKNOWN_ORIGIN: StatusOrigin = {
  isChosen: false,
  unrecorded: null,
}

/** @param edits of the order's status by whomever, oldest first */
export function findUnrecordedStatus(
  order: { readonly status: string | null; readonly isSettling: boolean },
  edits: readonly StatusChangeRecord[],
  rules: OrderRules
): UnrecordedStatus | null {
  const { status, isSettling } = order
  const last = edits.at(-1)
  const requests = status === null ? null : requestOf(status, rules)
  // Without any edit, the cart may have carried the status.
  if (status === null || requests === null || !last || isSettling) {
    return null
  }
  return isExplained(status, edits)
    ? null
    : { status, requests, lastRecorded: { id: last.id, status: last.to } }
}

/** For the payment history, once per occurrence. */
export function rejectUnrecorded(unrecorded: UnrecordedStatus): RuleResult {
  const { status, requests, lastRecorded } = unrecorded
  return {
    trigger: `status-without-record:${lastRecorded.id}:${status}`,
    madeAt: null,
    requested: requests,
    isRejected: true,
    rule: status,
    actor: null,
    requestedByStatus: status,
    reason: explainUnrecorded(unrecorded),
  }
}

export function explainUnrecorded({
  status,
  lastRecorded,
}: UnrecordedStatus): Reason {
  return because("status_not_recorded", {
    to: status,
    from: lastRecorded.status,
  })
}
