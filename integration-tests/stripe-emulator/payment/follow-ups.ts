import type Stripe from "stripe"
import type { Context } from "../state/context"
import { openDispute } from "./disputes"
import { createEarlyFraudWarning } from "./early-fraud-warnings"
import { openReview } from "./reviews"
import { findTestCard } from "./test-cards"

/** Some test cards raise a review or a fraud warning once the money is authorized or captured. */
export function flagCharge(context: Context, charge: Stripe.Charge): void {
  switch (followUpOf(context, charge)) {
    case "early_fraud_warning":
      createEarlyFraudWarning(context, charge)
      break
    case "review":
      openReview(context, charge, "rule")
      break
    default:
  }
}

/** Some test cards raise a dispute, but only once the money is captured. */
export function disputeCharge(context: Context, charge: Stripe.Charge): void {
  if (charge.disputed) {
    return
  }
  switch (followUpOf(context, charge)) {
    case "dispute_fraudulent":
      openDispute(context, charge, { reason: "fraudulent" })
      break
    case "dispute_not_received":
      openDispute(context, charge, { reason: "product_not_received" })
      break
    case "inquiry":
      openDispute(context, charge, { reason: "fraudulent", isInquiry: true })
      break
    default:
  }
}

function followUpOf(context: Context, charge: Stripe.Charge): string | null {
  const number = context.account.cards.get(charge.id) ?? ""
  return findTestCard(number)?.followUp ?? null
}
