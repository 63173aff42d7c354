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
  /** Who wants it: a user's id, or the name of a program. */
  actor?: string
  /** Asking twice with the same id captures once. */
  request_id?: string
}

/**
 * Captures what is held for an order, at Stripe and in Medusa alike.
 *
 * @returns one `{ payment_session_id, status, reason }` per payment; `status` is
 * `done`, `failed` or `declined`, or `wanted` while it will be tried again.
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
