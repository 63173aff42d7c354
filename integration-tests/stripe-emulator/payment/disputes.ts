import type Stripe from "stripe"
import type { Act } from "../state/act"
import { idOf } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import type { DisputeFacts } from "./build-dispute"
import { buildDispute } from "./build-dispute"
import { reinstateFunds, withdrawFunds } from "./dispute-funds"
import { settleWarningsAbout } from "./early-fraud-warnings"
import { closeReviewOf } from "./reviews"
import { whatChanged } from "./what-changed"

export function openDispute(
  act: Act,
  charge: Stripe.Charge,
  facts: DisputeFacts
): Stripe.Dispute {
  const dispute = buildDispute(act, charge, facts)
  act.account.disputes.set(dispute.id, dispute)
  charge.disputed = true
  if (!isInquiry(dispute)) {
    withdrawFunds(act, dispute)
  }
  emitEvent(act, { type: "charge.dispute.created", object: dispute })
  if (!isInquiry(dispute)) {
    emitEvent(act, { type: "charge.dispute.funds_withdrawn", object: dispute })
  }
  closeReviewOf(act, charge, "disputed")
  settleWarningsAbout(act, charge)
  return dispute
}

/** An inquiry that nobody answered well enough becomes a chargeback. */
export function escalateInquiry(act: Act, dispute: Stripe.Dispute): void {
  const previous = whatChanged(dispute, () => {
    dispute.status = "needs_response"
    dispute.is_charge_refundable = false
    withdrawFunds(act, dispute)
  })
  emitEvent(act, { type: "charge.dispute.updated", object: dispute, previous })
  emitEvent(act, { type: "charge.dispute.funds_withdrawn", object: dispute })
}

/** The bank has decided, or the merchant gave in. An inquiry is neither won nor lost. */
export function closeDispute(
  act: Act,
  dispute: Stripe.Dispute,
  outcome: "won" | "lost"
): void {
  const wasInquiry = isInquiry(dispute)
  const givesBack = outcome === "won" && !wasInquiry
  const previous = whatChanged(dispute, () => {
    dispute.status = wasInquiry ? "warning_closed" : outcome
    dispute.is_charge_refundable = wasInquiry || outcome === "won"
    if (givesBack) {
      reinstateFunds(act, dispute)
    }
  })
  emitEvent(act, { type: "charge.dispute.closed", object: dispute, previous })
  if (givesBack) {
    emitEvent(act, { type: "charge.dispute.funds_reinstated", object: dispute })
  }
}

export function isInquiry(dispute: Stripe.Dispute): boolean {
  return dispute.status.startsWith("warning_")
}

export function isClosed({ status }: Stripe.Dispute): boolean {
  return ["won", "lost", "warning_closed"].includes(status)
}

/** Whether a dispute stands in the way of a refund. `charge.disputed` stays true even after a dispute was won. */
export function isChargedBack(act: Act, charge: Stripe.Charge): boolean {
  return act.account.disputes
    .under(idOf(charge.payment_intent))
    .some(
      (dispute) =>
        idOf(dispute.charge) === charge.id && !dispute.is_charge_refundable
    )
}
