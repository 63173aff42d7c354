import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import {
  carryOutRequestStep,
  type RequestBeforeOrderInput,
  requestBeforeOrderStep,
} from "./request-before-order"

/**
 * Tries now to place the order of a paid cart that Medusa could not place before, for
 * example because an item was sold out. Without it, placing the order is retried
 * automatically, at growing intervals.
 *
 * @returns `succeeded` with the order, or `rejected` with Medusa's reason; see
 * `RequestBeforeOrderResult`.
 * @throws MedusaError `MedusaError.Types.NOT_FOUND` when there is no such payment,
 * `MedusaError.Types.CONFLICT` when the request id was used for another request,
 * `MedusaError.Types.NOT_ALLOWED` when no money is held or captured for the payment, when
 * its order has been placed, or when its hold is being released.
 * @example
 * import { retryPlacementWorkflow } from "medusa-payment-stripe-checkout/workflows"
 *
 * const { result } = await retryPlacementWorkflow(container).run({
 *   input: { payment_session_id: "payses_123", actor: "user_123" },
 * })
 */
export const retryPlacementWorkflow = createWorkflow(
  "retry-placement",
  (input: RequestBeforeOrderInput) => {
    const requested = requestBeforeOrderStep(
      transform(input, (request) => ({
        ...request,
        kind: "place_order" as const,
      }))
    )
    return new WorkflowResponse(carryOutRequestStep(requested))
  }
)
