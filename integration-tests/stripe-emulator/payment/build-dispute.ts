import type Stripe from "stripe"
import type { Context } from "../state/context"
import { newId } from "../state/ids"

export type DisputeFacts = {
  reason: string
  isInquiry?: boolean
}

const day = 24 * 60 * 60
const daysToAnswer = 8

/** Visa's own numbers for what the cardholder claims. */
const networkReasonCodes: Record<string, string> = {
  fraudulent: "10.4",
  product_not_received: "13.1",
  product_unacceptable: "13.3",
  subscription_canceled: "13.2",
  credit_not_processed: "13.6",
  duplicate: "12.6",
}

export function buildDispute(
  context: Context,
  charge: Stripe.Charge,
  { isInquiry = false, reason }: DisputeFacts
): Stripe.Dispute {
  const now = context.emulator.clock.now()
  const brand = charge.payment_method_details?.card?.brand ?? "visa"
  return {
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
      // The last second of a day.
      due_by: (Math.floor(now / day) + daysToAnswer + 1) * day - 1,
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
    payment_method_details: {
      card: {
        brand,
        case_type: isInquiry ? "inquiry" : "chargeback",
        network: brand,
        network_reason_code: isInquiry
          ? "10"
          : (networkReasonCodes[reason] ?? null),
      },
      type: "card",
    },
    reason,
    status: isInquiry ? "warning_needs_response" : "needs_response",
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
