/**
 * Whom to notify of what about a dispute, a review or a fraud warning. Pure.
 */
import { because, type Reason } from "../reasons/reason"
import {
  type DisputeOutcome,
  type DisputeSnapshot,
  type DisputeStage,
  stageOf,
} from "./dispute"

/** Their names are public events. */
export type DisputeEvent =
  | "dispute_opened"
  | "dispute_closed"
  | "review_opened"
  | "review_closed"
  | "fraud_warning"

export interface DisputeReport {
  readonly event: DisputeEvent
  readonly reason: Reason
}

/**
 * Everything that subscribers do not know yet, in the order in which it happened.
 *
 * @param reportedStage how far it had come at the last report; null before the first one
 */
export function reportsDue(
  reportedStage: string | null,
  snapshot: DisputeSnapshot
): DisputeReport[] {
  const stage = stageOf(snapshot)
  if (stage === reportedStage) {
    return []
  }
  const report = { event: eventOf(stage), reason: reasonOf(stage, snapshot) }
  return reportedStage === null && isClosing(report.event)
    ? [openingOf(snapshot), report]
    : [report]
}

function isClosing(event: DisputeEvent): boolean {
  return event === "dispute_closed" || event === "review_closed"
}

/** It was closed before anybody read it. */
function openingOf(snapshot: DisputeSnapshot): DisputeReport {
  if (snapshot.kind === "review") {
    return { event: "review_opened", reason: reasonOf("review", snapshot) }
  }
  const stage = snapshot.status === "warning_closed" ? "inquiry" : "dispute"
  return { event: "dispute_opened", reason: reasonOf(stage, snapshot) }
}

function eventOf(stage: DisputeStage): DisputeEvent {
  switch (stage) {
    case "inquiry":
    case "dispute":
    case "appeal":
      return "dispute_opened"
    case "review":
      return "review_opened"
    case "closed_review":
      return "review_closed"
    case "fraud_warning":
      return "fraud_warning"
    default:
      return "dispute_closed"
  }
}

const OUTCOME_REASONS = {
  won: "dispute_won",
  partly_won: "dispute_partly_won",
  lost: "dispute_lost",
  warning_closed: "inquiry_closed",
  prevented: "dispute_prevented",
} as const satisfies Record<DisputeOutcome, string>

const OPENING_REASONS = {
  inquiry: "inquiry_opened",
  dispute: "dispute_opened",
  appeal: "dispute_appealed",
} as const

/** Why it is where it is, for subscribers and for the admin. */
export function reasonOfDispute(snapshot: DisputeSnapshot): Reason {
  return reasonOf(stageOf(snapshot), snapshot)
}

function reasonOf(stage: DisputeStage, snapshot: DisputeSnapshot): Reason {
  const { stripeId, reason, status } = snapshot
  switch (stage) {
    case "review":
      return because("review_opened", {
        stripe_id: stripeId,
        opened_reason: reason,
      })
    case "closed_review":
      return because("review_closed", {
        stripe_id: stripeId,
        closed_reason: status,
      })
    case "fraud_warning":
      return because("fraud_warning", {
        stripe_id: stripeId,
        fraud_type: reason,
      })
    case "inquiry":
    case "dispute":
    case "appeal":
      return because(OPENING_REASONS[stage], moneyOf(snapshot))
    default: {
      const outcome = stage.slice("closed_".length) as DisputeOutcome
      return because(OUTCOME_REASONS[outcome], moneyOf(snapshot))
    }
  }
}

function moneyOf({
  stripeId,
  reason,
  amount,
  currencyCode,
  evidenceDueBy,
  funds,
}: DisputeSnapshot) {
  const currency_code = currencyCode ?? ""
  return {
    stripe_id: stripeId,
    dispute_reason: reason,
    amount: amount ?? 0,
    currency_code,
    due_by:
      evidenceDueBy === null
        ? null
        : new Date(evidenceDueBy * 1000).toISOString(),
    withdrawn: funds.withdrawn,
    reinstated: funds.reinstated,
    fees: funds.fees,
    balance_currency_code: funds.currencyCode ?? currency_code,
  }
}
