import type Stripe from "stripe"
import type { Context } from "../state/context"
import { idOf } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import type { DisputeFacts } from "./build-dispute"
import { buildDispute } from "./build-dispute"
import { reinstateFunds, withdrawFunds } from "./dispute-funds"
import { settleWarningsAbout } from "./early-fraud-warnings"
import { closeReviewOf } from "./reviews"
import { previousAttributes } from "./previous-attributes"

export function openDispute(
  context: Context,
  charge: Stripe.Charge,
  facts: DisputeFacts
): Stripe.Dispute {
  const dispute = buildDispute(context, charge, facts)
  context.account.disputes.set(dispute.id, dispute)
  charge.disputed = true
  if (!isInquiry(dispute)) {
    withdrawFunds(context, dispute)
  }
  emitEvent(context, { type: "charge.dispute.created", object: dispute })
  if (!isInquiry(dispute)) {
    emitEvent(context, {
      type: "charge.dispute.funds_withdrawn",
      object: dispute,
    })
  }
  emitChargeUpdate(context, dispute, { disputed: false })
  closeReviewOf(context, charge, "disputed")
  settleWarningsAbout(context, charge)
  return dispute
}

/** An inquiry without a sufficient answer becomes a chargeback. */
export function escalateInquiry(
  context: Context,
  dispute: Stripe.Dispute
): void {
  const previous = previousAttributes(dispute, () => {
    dispute.status = "needs_response"
    dispute.is_charge_refundable = false
    withdrawFunds(context, dispute)
  })
  emitEvent(context, {
    type: "charge.dispute.updated",
    object: dispute,
    previous,
  })
  emitEvent(context, {
    type: "charge.dispute.funds_withdrawn",
    object: dispute,
  })
  emitChargeUpdate(context, dispute)
}

/** The bank decided, or the merchant accepted. An inquiry is neither won nor lost. */
export function closeDispute(
  context: Context,
  dispute: Stripe.Dispute,
  outcome: "won" | "lost"
): void {
  const wasInquiry = isInquiry(dispute)
  const givesBack = outcome === "won" && !wasInquiry
  const previous = previousAttributes(dispute, () => {
    dispute.status = wasInquiry ? "warning_closed" : outcome
    dispute.is_charge_refundable = wasInquiry || outcome === "won"
    if (givesBack) {
      reinstateFunds(context, dispute)
    }
  })
  // The funds come first: recorded 2026-09 at API 2026-08-26.dahlia.
  if (givesBack) {
    emitEvent(context, {
      type: "charge.dispute.funds_reinstated",
      object: dispute,
    })
  }
  emitEvent(context, {
    type: "charge.dispute.closed",
    object: dispute,
    previous,
  })
  emitChargeUpdate(context, dispute)
}

/** Follows each change of a dispute: recorded 2026-09 at API 2026-08-26.dahlia. */
export function emitChargeUpdate(
  context: Context,
  dispute: Stripe.Dispute,
  previous: object = {}
): void {
  const object = context.account.charges.get(idOf(dispute.charge))
  if (object !== undefined) {
    emitEvent(context, { type: "charge.updated", object, previous })
  }
}

export function isInquiry(dispute: Stripe.Dispute): boolean {
  return dispute.status.startsWith("warning_")
}

export function isClosed({ status }: Stripe.Dispute): boolean {
  return ["won", "lost", "warning_closed"].includes(status)
}

/** Whether a dispute prevents a refund. `charge.disputed` does not show it: it stays true after a dispute was won. */
export function isChargedBack(
  context: Context,
  charge: Stripe.Charge
): boolean {
  return context.account.disputes
    .under(idOf(charge.payment_intent))
    .some(
      (dispute) =>
        idOf(dispute.charge) === charge.id && !dispute.is_charge_refundable
    )
}
