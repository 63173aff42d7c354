import type Stripe from "stripe"
import type { Act } from "../state/act"
import { openDispute } from "./disputes"
import { warnOfFraud } from "./early-fraud-warnings"
import { openReview } from "./reviews"
import { findTestCard } from "./test-cards"

/** What some test cards bring about once the money is held or taken. */
export function beginSuspicion(act: Act, charge: Stripe.Charge): void {
  switch (aftermathOf(act, charge)) {
    case "early_fraud_warning":
      warnOfFraud(act, charge)
      break
    case "review":
      openReview(act, charge, "rule")
      break
    default:
  }
}

/** What some test cards bring about once the money is captured, and only then. */
export function beginDispute(act: Act, charge: Stripe.Charge): void {
  if (charge.disputed) {
    return
  }
  switch (aftermathOf(act, charge)) {
    case "dispute_fraudulent":
      openDispute(act, charge, { reason: "fraudulent" })
      break
    case "dispute_not_received":
      openDispute(act, charge, { reason: "product_not_received" })
      break
    case "inquiry":
      openDispute(act, charge, { reason: "fraudulent", isInquiry: true })
      break
    default:
  }
}

function aftermathOf(act: Act, charge: Stripe.Charge): string | null {
  const number = act.account.cards.get(charge.id) ?? ""
  return findTestCard(number)?.aftermath ?? null
}
