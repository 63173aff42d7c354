import type Stripe from "stripe"
import type { Act } from "../state/act"
import { idOf, newId } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"

const answerWithin = 7 * 24 * 60 * 60

export function openDispute(
  act: Act,
  charge: Stripe.Charge,
  { reason, isInquiry = false }: { reason: string; isInquiry?: boolean }
): Stripe.Dispute {
  const now = act.emulator.clock.now()
  const dispute: Stripe.Dispute = {
    id: newId.dispute(),
    object: "dispute",
    amount: charge.amount_captured,
    balance_transactions: [],
    charge: charge.id,
    created: now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: now + answerWithin,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason,
    status: isInquiry ? "warning_needs_response" : "needs_response",
  }
  act.account.disputes.set(dispute.id, dispute)
  charge.disputed = true
  emitEvent(act, { type: "charge.dispute.created", object: dispute })
  if (!isInquiry) {
    emitEvent(act, { type: "charge.dispute.funds_withdrawn", object: dispute })
  }
  return dispute
}

export function closeDispute(
  act: Act,
  dispute: Stripe.Dispute,
  outcome: "won" | "lost"
): void {
  const wasInquiry = dispute.status.startsWith("warning_")
  dispute.status = wasInquiry ? "warning_closed" : outcome
  const charge = act.account.charges.get(idOf(dispute.charge))
  if (outcome === "won" && charge !== undefined) {
    charge.disputed = false
  }
  emitEvent(act, { type: "charge.dispute.closed", object: dispute })
  if (outcome === "won" && !wasInquiry) {
    emitEvent(act, { type: "charge.dispute.funds_reinstated", object: dispute })
  }
}

const noEvidence: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}
