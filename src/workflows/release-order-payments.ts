import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { askForOrderPaymentsStep } from "./steps/ask-for-order-payments"
import { readAnswersStep } from "./steps/read-answers"
import { synchronizeEachStep } from "./steps/synchronize-each"

export interface ReleaseOrderPaymentsInput {
  order_id: string
  /** Who wants it: a user's id, or the name of a program. */
  actor?: string
  /** Asking twice with the same id releases once. */
  request_id?: string
}

/** Another worker that is looking at the payment right now is waited for this long. */
const LEASE_WAIT_MS = 10_000

/**
 * Gives back what is held for an order. Captured money is not touched.
 *
 * @returns one `{ payment_session_id, status, reason }` per payment.
 * @throws not_allowed when nothing is held.
 * @example
 * await releaseOrderPaymentsWorkflow(container).run({
 *   input: { order_id: "order_123", actor: "user_123" },
 * })
 */
export const releaseOrderPaymentsWorkflow = createWorkflow(
  "release-order-payments",
  (input: ReleaseOrderPaymentsInput) => {
    const asked = askForOrderPaymentsStep(
      transform(input, (request) => ({ ...request, kind: "release" as const }))
    )
    synchronizeEachStep(
      transform(asked, ({ payment_session_ids }) => ({
        payment_session_ids,
        wait_ms: LEASE_WAIT_MS,
      }))
    )
    return new WorkflowResponse(readAnswersStep(asked))
  }
)
