import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { runRequest } from "./request"

export interface ReleaseOrderPaymentsInput {
  order_id: string
  /** Who wants it: a user's id, or the name of a program. */
  actor?: string
  /** Asking twice with the same id releases once. */
  request_id?: string
}

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
  (input: ReleaseOrderPaymentsInput) =>
    new WorkflowResponse(
      runRequest(
        transform(input, (request) => ({
          ...request,
          kind: "release" as const,
        }))
      )
    )
)
