/**
 * Stripe's side of one payment, read now. The only source of truth about money.
 */
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { StripePayment } from "../../modules/stripe-checkout/domain/decision/payment-state"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { resolveModule } from "./resolve-module"

interface StripeReadingInput {
  readonly row: PaymentRow
  /** Read a moment ago, and nothing was done at Stripe since. */
  readonly known: StripePayment | null
}

const NOTHING: StripePayment = { checkoutSession: null, paymentIntent: null }

export const readStripePaymentStep = createStep(
  "read-stripe-payment",
  async ({ row, known }: StripeReadingInput, { container }) => {
    if (known) {
      return new StepResponse(known)
    }
    const { gateway } = resolveModule(container).accounts.get(row.account)
    const stripe = row.checkout_session_id
      ? await gateway.readPayment(
          row.checkout_session_id,
          startTimeBudget(TIME_BUDGETS.background)()
        )
      : NOTHING
    return new StepResponse(stripe)
  }
)
