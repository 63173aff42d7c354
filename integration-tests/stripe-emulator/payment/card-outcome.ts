import type Stripe from "stripe"
import type { Decline } from "./declines"
import type { TestCard } from "./test-cards"

/** Recorded 2026-09 at API 2026-08-26.dahlia for a generic decline; with a reason, public logs name it. */
const silentBank =
  "The bank did not return any further details with this decline."

/** Stripe's assessment of an attempt for the merchant: `charge.outcome`. */
export function outcomeOf({
  followUp,
  decline,
}: Pick<TestCard, "followUp" | "decline">): Stripe.Charge.Outcome {
  if (decline?.isBlocked) {
    return blocked
  }
  if (decline !== null) {
    return declinedBy(decline)
  }
  return followUp === "review" ? putIntoReview : approved
}

const approved: Stripe.Charge.Outcome = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: "approved_by_network",
  reason: null,
  risk_level: "normal",
  risk_score: 20,
  seller_message: "Payment complete.",
  type: "authorized",
}

const putIntoReview: Stripe.Charge.Outcome = {
  ...approved,
  reason: "elevated_risk_level",
  risk_level: "elevated",
  risk_score: 70,
  rule: "manual_review_if_elevated_risk",
  seller_message:
    "Stripe evaluated this payment as having elevated risk, and placed it in your manual review queue.",
  type: "manual_review",
}

const blocked: Stripe.Charge.Outcome = {
  ...approved,
  network_status: "not_sent_to_network",
  reason: "highest_risk_level",
  risk_level: "highest",
  risk_score: 90,
  rule: "block_if_high_risk",
  seller_message: "Stripe blocked this payment as too risky.",
  type: "blocked",
}

function declinedBy(decline: Decline): Stripe.Charge.Outcome {
  const reason = decline.declineCode ?? String(decline.code)
  return {
    ...approved,
    advice_code: decline.advice,
    network_decline_code: decline.networkCode,
    network_status: "declined_by_network",
    reason,
    seller_message:
      reason === "generic_decline"
        ? silentBank
        : `The bank returned the decline code \`${reason}\`.`,
    type: "issuer_declined",
  }
}
