import type Stripe from "stripe"
import type { Context } from "../state/context"
import { idOf, newId } from "../state/ids"

/** In the currency of the dispute; not returned even when the dispute is won. */
const disputeFee = 1500

export function withdrawFunds(context: Context, dispute: Stripe.Dispute): void {
  dispute.balance_transactions.push({
    ...adjustment(context, dispute),
    amount: -dispute.amount,
    description: `Chargeback withdrawal for ${idOf(dispute.charge)}`,
    fee: disputeFee,
    fee_details: [
      {
        amount: disputeFee,
        application: null,
        currency: dispute.currency,
        description: "Dispute fee",
        type: "stripe_fee",
      },
    ],
    net: -dispute.amount - disputeFee,
    reporting_category: "dispute",
  })
}

export function reinstateFunds(
  context: Context,
  dispute: Stripe.Dispute
): void {
  dispute.balance_transactions.push({
    ...adjustment(context, dispute),
    amount: dispute.amount,
    description: `Chargeback reversal for ${idOf(dispute.charge)}`,
    fee: 0,
    fee_details: [],
    net: dispute.amount,
    reporting_category: "dispute_reversal",
  })
}

function adjustment(context: Context, dispute: Stripe.Dispute) {
  const now = context.emulator.clock.now()
  return {
    id: newId.transaction(),
    object: "balance_transaction",
    available_on: now,
    balance_type: "payments",
    created: now,
    currency: dispute.currency,
    exchange_rate: null,
    source: dispute.id,
    status: "available",
    type: "adjustment",
  } as const
}
