import type Stripe from "stripe"
import type { Context } from "../state/context"
import { newId } from "../state/ids"
import { settleRefundedAmount } from "./balance-transactions"

export type RefundFacts = {
  amount: number
  reason: Stripe.Refund.Reason | null
  metadata: Stripe.Metadata
  status: "succeeded" | "pending" | "requires_action" | "failed"
  /** It only records that held money was released. */
  movesNoMoney?: boolean
  pendingReason?: Stripe.Refund.PendingReason
  failureReason?: string
}

export function buildRefund(
  context: Context,
  charge: Stripe.Charge,
  facts: RefundFacts
): Stripe.Refund {
  const id = newId.refund()
  return {
    id,
    object: "refund",
    amount: facts.amount,
    balance_transaction:
      facts.status === "succeeded" && facts.movesNoMoney !== true
        ? settleRefundedAmount(context, {
            id,
            amount: facts.amount,
            currency: charge.currency,
          })
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
    ...(facts.status === "failed"
      ? { failure_reason: facts.failureReason ?? "unknown" }
      : {}),
    metadata: facts.metadata,
    ...(facts.status === "requires_action"
      ? { next_action: askForBankDetails(context) }
      : {}),
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

/** How long the shopper may take to answer. */
const answerTime = 45 * 24 * 60 * 60

/** Stripe sends the shopper an e-mail, because it does not know where the money should go. */
function askForBankDetails(context: Context): Stripe.Refund.NextAction {
  const now = context.emulator.clock.now()
  return {
    type: "display_details",
    display_details: {
      email_sent: {
        email_sent_at: now,
        email_sent_to: "shopper@example.com",
      },
      expires_at: now + answerTime,
    },
  }
}
