import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { runRequest } from "./request"

export interface CaptureOrderPaymentsInput {
  order_id: string
  /** Major units. Absent: what is held, but no more than the order owes. */
  amount?: number
  /** Who requests it: a user's id, or the name of a program. */
  actor?: string
  /** Two requests with the same id capture once. */
  request_id?: string
}

/**
 * Captures what is held for an order, both at Stripe and in Medusa.
 *
 * @returns one `{ payment_session_id, status, reason }` per payment; `status` is
 * `succeeded`, `failed` or `rejected`, or `pending` while it will be tried again.
 * @throws not_allowed when nothing is held; invalid_data for an impossible amount.
 * @example
 * await captureOrderPaymentsWorkflow(container).run({
 *   input: { order_id: "order_123", amount: 30, actor: "user_123" },
 * })
 */
export const captureOrderPaymentsWorkflow = createWorkflow(
  "capture-order-payments",
  (input: CaptureOrderPaymentsInput) =>
    new WorkflowResponse(
      runRequest(
        transform(input, (request) => ({
          ...request,
          kind: "capture" as const,
        }))
      )
    )
)
