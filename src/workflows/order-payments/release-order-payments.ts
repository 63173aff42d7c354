import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { runRequest } from "./request"

export interface ReleaseOrderPaymentsInput {
  order_id: string
  /** Who requests it: a user's id, or the name of a program. */
  actor?: string
  /**
   * Two requests with the same id release once; the second returns the first one's result.
   * Another request under a used id is refused.
   */
  request_id?: string
}

/**
 * Releases the money that is held for an order. Captured money is not touched.
 *
 * @returns one result per payment; see `OrderPaymentsResult`.
 * @throws MedusaError `MedusaError.Types.NOT_FOUND` when there is no such order,
 * `MedusaError.Types.CONFLICT` when the request id was used for another request,
 * `MedusaError.Types.NOT_ALLOWED` when no money is held for the order.
 * @example
 * import { releaseOrderPaymentsWorkflow } from "medusa-payment-stripe-checkout/workflows"
 *
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
