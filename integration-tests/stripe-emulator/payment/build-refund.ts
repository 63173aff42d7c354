import type Stripe from "stripe"
import type { Context } from "../state/context"
import { newId } from "../state/ids"

export type RefundFacts = {
  amount: number
  reason: Stripe.Refund.Reason | null
  metadata: Stripe.Metadata
  status: "succeeded" | "pending"
  /** It only records that held money was released. */
  movesNoMoney?: boolean
  pendingReason?: Stripe.Refund.PendingReason
}

export function buildRefund(
  context: Context,
  charge: Stripe.Charge,
  facts: RefundFacts
): Stripe.Refund {
  return {
    id: newId.refund(),
    object: "refund",
    amount: facts.amount,
    balance_transaction:
      facts.status === "succeeded" && facts.movesNoMoney !== true
        ? newId.transaction()
        : null,
    charge: charge.id,
    created: context.emulator.clock.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: {
        reference_status: "pending",
        reference_type: "acquirer_reference_number",
        type: "refund",
      },
      type: "card",
    },
    metadata: facts.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(facts.pendingReason === undefined
      ? {}
      : { pending_reason: facts.pendingReason }),
    reason: facts.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: facts.status,
    transfer_reversal: null,
  }
}
