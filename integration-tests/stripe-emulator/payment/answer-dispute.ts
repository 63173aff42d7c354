import type Stripe from "stripe"
import { invalidRequest } from "../api/stripe-error"
import { mergeMetadata } from "../resources/metadata"
import type { Context } from "../state/context"
import { contextWithoutRequest } from "../state/context"
import { emitEvent } from "../webhooks/emit-event"
import {
  closeDispute,
  emitChargeUpdate,
  escalateInquiry,
  isClosed,
  isInquiry,
} from "./disputes"
import { previousAttributes } from "./previous-attributes"

/** Delay before the verdict on the evidence that Stripe's test mode knows. */
const verdictSeconds = 30

/** The merchant stages or submits evidence. */
export function answerDispute(
  context: Context,
  dispute: Stripe.Dispute,
  params: Stripe.DisputeUpdateParams
): void {
  assertDisputeOpen(dispute)
  const isSubmitted = params.submit ?? params.evidence !== undefined
  const previous = previousAttributes(dispute, () => {
    dispute.metadata = mergeMetadata(dispute.metadata, params.metadata)
    dispute.intended_submission_method =
      params.intended_submission_method ?? dispute.intended_submission_method
    stageEvidence(dispute, params.evidence)
    if (isSubmitted) {
      submitEvidence(dispute)
    }
  })
  emitEvent(context, {
    type: "charge.dispute.updated",
    object: dispute,
    previous,
  })
  emitChargeUpdate(context, dispute)
  if (isSubmitted) {
    awaitVerdict(context, dispute)
  }
}

export function assertDisputeOpen(dispute: Stripe.Dispute): void {
  if (isClosed(dispute)) {
    throw invalidRequest("This dispute is already closed")
  }
}

function stageEvidence(
  dispute: Stripe.Dispute,
  evidence: Stripe.DisputeUpdateParams["evidence"]
): void {
  const given = Object.entries(evidence ?? {}).map(
    ([name, value]: [string, unknown]): [string, unknown] => [
      name,
      value === "" ? null : value,
    ]
  )
  Object.assign(dispute, {
    evidence: { ...dispute.evidence, ...Object.fromEntries(given) },
  })
  dispute.evidence_details.has_evidence = Object.values(dispute.evidence).some(
    (value) => typeof value === "string"
  )
}

function submitEvidence(dispute: Stripe.Dispute): void {
  dispute.evidence_details.submission_count += 1
  dispute.evidence_details.submission_method = "manual"
  dispute.status = isInquiry(dispute) ? "warning_under_review" : "under_review"
}

/** In test mode the text of the evidence decides the verdict. */
function awaitVerdict(context: Context, dispute: Stripe.Dispute): void {
  const verdict = verdicts[dispute.evidence.uncategorized_text ?? ""]
  const { clock } = context.emulator
  if (verdict !== undefined) {
    clock.schedule(clock.nowMs() + verdictSeconds * 1000, () => {
      if (!isClosed(dispute)) {
        verdict(
          contextWithoutRequest(context.emulator, context.account),
          dispute
        )
      }
    })
  }
}

const verdicts: Record<
  string,
  (context: Context, dispute: Stripe.Dispute) => void
> = {
  winning_evidence: (context, dispute) => {
    closeDispute(context, dispute, "won")
  },
  losing_evidence: (context, dispute) => {
    closeDispute(context, dispute, "lost")
  },
  escalate_inquiry_evidence: (context, dispute) => {
    if (isInquiry(dispute)) {
      escalateInquiry(context, dispute)
    }
  },
}
