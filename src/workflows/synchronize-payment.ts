import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { lookUntilSettledStep } from "./steps/look-until-settled"
import { takePaymentLeaseStep } from "./steps/take-payment-lease"

export interface SynchronizePaymentInput {
  payment_session_id: string
  /** How long to wait while somebody else is looking. Default: not at all. */
  wait_ms?: number
}

/**
 * Makes Medusa and Stripe agree about one payment, whatever has happened to either.
 *
 * Takes the payment's lease, then looks, decides and acts until nothing is left to
 * do. May run at any time, any number of times, on any instance. When somebody else
 * holds the lease, they look once more on our behalf and this returns at once.
 *
 * @returns `{ outcome, state, order_id, reason }`; `outcome` is `busy` when somebody
 * else is looking, and otherwise `settled`.
 * @example
 * const { result } = await synchronizePaymentWorkflow(container).run({
 *   input: { payment_session_id: "payses_123" },
 * })
 */
export const synchronizePaymentWorkflow = createWorkflow(
  "synchronize-payment",
  (input: SynchronizePaymentInput) => {
    const lease = takePaymentLeaseStep(
      transform(input, ({ payment_session_id, wait_ms }) => ({
        payment_session_id,
        wait_ms: wait_ms ?? 0,
      }))
    )
    return new WorkflowResponse(lookUntilSettledStep({ lease }))
  }
)
