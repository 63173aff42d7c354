import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import type { Lease } from "../modules/stripe-checkout/rows/leases"
import { decideTransitionStep } from "./steps/decide-transition"
import { performDecisionStep } from "./steps/perform-decision"
import { readMedusaPaymentStep } from "./steps/read-medusa-payment"
import { readStripePaymentStep } from "./steps/read-stripe-payment"
import { readWishStep } from "./steps/read-wish"
import { recordOutcomeStep } from "./steps/record-outcome"

/**
 * One look at one payment, under its lease: both sides as they are now, one decision,
 * one deed, and the reason written down.
 */
export const lookAtPaymentWorkflow = createWorkflow(
  "look-at-payment",
  ({ lease }: { lease: Lease }) => {
    const reading = readMedusaPaymentStep({ lease })
    const { wish } = readWishStep(reading)
    const stripe = readStripePaymentStep({ row: reading.row })
    const decision = decideTransitionStep({
      medusa: reading.medusa,
      stripe,
      wish,
    })
    const performed = performDecisionStep({ lease, reading, stripe, decision })
    recordOutcomeStep({ lease, reading, stripe, decision })
    return new WorkflowResponse(
      transform(
        { performed, reading, stripe, decision },
        ({ performed: { is_settled }, reading: { medusa }, ...seen }) => ({
          is_settled,
          decision: seen.decision,
          stripe: seen.stripe,
          order_id: medusa.order?.id ?? null,
        })
      )
    )
  }
)
