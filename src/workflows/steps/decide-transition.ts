import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { StripePayment } from "../../modules/stripe-checkout/domain/decision/payment-state"
import {
  decidePaymentTransition,
  type MedusaPayment,
  type Wish,
} from "../../modules/stripe-checkout/domain/decision/decide"

interface DecideInput {
  readonly medusa: MedusaPayment
  readonly stripe: StripePayment
  readonly wish: Wish | null
}

/** Where the pure decision enters the recipe. */
export const decideTransitionStep = createStep(
  "decide-transition",
  ({ medusa, stripe, wish }: DecideInput) =>
    Promise.resolve(
      new StepResponse(decidePaymentTransition(medusa, stripe, wish))
    )
)
