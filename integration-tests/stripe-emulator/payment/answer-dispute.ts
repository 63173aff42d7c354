import type Stripe from "stripe"
import { invalidRequest } from "../api/stripe-error"
import { mergeMetadata } from "../resources/metadata"
import type { Act } from "../state/act"
import { actOnItsOwn } from "../state/act"
import { emitEvent } from "../webhooks/emit-event"
import { closeDispute, escalateInquiry, isClosed, isInquiry } from "./disputes"
import { whatChanged } from "./what-changed"

/** How long the bank thinks about the evidence that Stripe's test mode knows. */
const verdictSeconds = 30

/** The merchant stages or submits evidence. */
export function answerDispute(
  act: Act,
  dispute: Stripe.Dispute,
  params: Stripe.DisputeUpdateParams
): void {
  refuseClosed(dispute)
  const isSubmitted = params.submit ?? params.evidence !== undefined
  const previous = whatChanged(dispute, () => {
    dispute.metadata = mergeMetadata(dispute.metadata, params.metadata)
    dispute.intended_submission_method =
      params.intended_submission_method ?? dispute.intended_submission_method
    stageEvidence(dispute, params.evidence)
    if (isSubmitted) {
      submitEvidence(dispute)
    }
  })
  emitEvent(act, { type: "charge.dispute.updated", object: dispute, previous })
  if (isSubmitted) {
    awaitVerdict(act, dispute)
  }
}

export function refuseClosed(dispute: Stripe.Dispute): void {
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

/** Test mode reads the verdict out of the evidence itself. */
function awaitVerdict(act: Act, dispute: Stripe.Dispute): void {
  const verdict = verdicts[dispute.evidence.uncategorized_text ?? ""]
  const { clock } = act.emulator
  if (verdict !== undefined) {
    clock.schedule(clock.nowMs() + verdictSeconds * 1000, () => {
      if (!isClosed(dispute)) {
        verdict(actOnItsOwn(act.emulator, act.account), dispute)
      }
    })
  }
}

const verdicts: Record<string, (act: Act, dispute: Stripe.Dispute) => void> = {
  winning_evidence: (act, dispute) => {
    closeDispute(act, dispute, "won")
  },
  losing_evidence: (act, dispute) => {
    closeDispute(act, dispute, "lost")
  },
  escalate_inquiry_evidence: (act, dispute) => {
    if (isInquiry(dispute)) {
      escalateInquiry(act, dispute)
    }
  },
}
