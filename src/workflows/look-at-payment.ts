import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import type { StripePayment } from "../modules/stripe-checkout/domain/decision/payment-state"
import type { Lease } from "../modules/stripe-checkout/repositories/leases"
import { decideTransitionStep } from "./steps/decide-transition"
import { noteDiscrepancyStep } from "./steps/note-discrepancy"
import { performDecisionStep } from "./steps/perform-decision"
import { readMedusaPaymentStep } from "./steps/read-medusa-payment"
import { readStripePaymentStep } from "./steps/read-stripe-payment"
import { readWishStep } from "./steps/read-wish"
import { recordOutcomeStep } from "./steps/record-outcome"

interface LookInput {
  readonly lease: Lease
  /** What the look before saw at Stripe, where that still holds. */
  readonly known_stripe: StripePayment | null
}

/**
 * One look at one payment, under its lease: both sides as they are now, one decision,
 * one deed, and the reason written down.
 */
export const lookAtPaymentWorkflow = createWorkflow(
  "look-at-payment",
  ({ lease, known_stripe }: LookInput) => {
    const reading = readMedusaPaymentStep({ lease })
    const { wish } = readWishStep(reading)
    const stripe = readStripePaymentStep({
      row: reading.row,
      known: known_stripe,
    })
    const decision = decideTransitionStep({
      medusa: reading.medusa,
      stripe,
      wish,
    })
    const performed = performDecisionStep({ lease, reading, stripe, decision })
    const sides = noteDiscrepancyStep({ reading, stripe, decision })
    recordOutcomeStep({ lease, reading, stripe, decision })
    return new WorkflowResponse(
      transform(
        { performed, reading, stripe, decision, sides },
        ({ performed: done, reading: { medusa }, ...seen }) => ({
          is_settled: done.is_settled,
          known_stripe: done.stripe,
          decision: seen.decision,
          stripe: seen.stripe,
          sides: seen.sides,
          order_id: medusa.order?.id ?? null,
        })
      )
    )
  }
)
