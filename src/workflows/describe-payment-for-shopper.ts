import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { describeForShopperStep } from "./steps/describe-for-shopper"
import { lookForShopperStep } from "./steps/look-for-shopper"

/**
 * How a payment stands, in a storefront's words.
 *
 * Looks at Stripe where the answer may have changed, but not at every question: a
 * storefront asks every few seconds, and Stripe is to be asked gently.
 *
 * @throws an error with `code` `stripe_checkout_unknown` (not found).
 */
export const describePaymentForShopperWorkflow = createWorkflow(
  "describe-payment-for-shopper",
  (input: { payment_session_id: string }) => {
    lookForShopperStep(input)
    return new WorkflowResponse(describeForShopperStep(input))
  }
)
