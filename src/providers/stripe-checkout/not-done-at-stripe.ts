import { MedusaError } from "@medusajs/framework/utils"

import { AMOUNT_MISMATCH } from "../../modules/stripe-checkout/domain/error-codes"
import { describeMoney } from "../../modules/stripe-checkout/domain/money"
import type { MoneyStep } from "./payment-records"

/** Something was to be recorded that Stripe knows nothing of: the books stay closed. */
export function notDoneAtStripe(step: MoneyStep): MedusaError {
  return new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `${describeMoney(step.amount, step.currencyCode)} cannot be recorded: it has not been moved at Stripe.`,
    AMOUNT_MISMATCH
  )
}
