import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { runRequest } from "./request"

export interface CaptureOrderPaymentsInput {
  order_id: string
  /** Major units of the order's currency. Absent: what is held, but no more than is outstanding. */
  amount?: number
  /** Who requests it: a user's id, or the name of a program. */
  actor?: string
  /**
   * Two requests with the same id capture once; the second returns the first one's result.
   * Another request under a used id is refused.
   */
  request_id?: string
}

/**
 * Captures the money that is held for an order, at Stripe and in Medusa.
 *
 * @returns one result per payment; see `OrderPaymentsResult`.
 * @throws MedusaError `MedusaError.Types.NOT_FOUND` when there is no such order,
 * `MedusaError.Types.CONFLICT` when the request id was used for another request,
 * `MedusaError.Types.NOT_ALLOWED` when no money is held for the order,
 * `MedusaError.Types.INVALID_DATA` for an amount that cannot be captured.
 * @example
 * import { captureOrderPaymentsWorkflow } from "medusa-payment-stripe-checkout/workflows"
 *
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
