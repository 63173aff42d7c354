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
 * Releases the money that is held for a cart whose order was not placed, and gives the
 * order up. The cart keeps its contents, so the shopper can pay for it again.
 *
 * @returns `succeeded` once the hold is released, or `rejected` with the reason, for
 * example because the order was placed meanwhile; see `RequestBeforeOrderResult`.
 * @throws MedusaError `MedusaError.Types.NOT_FOUND` when there is no such payment,
 * `MedusaError.Types.CONFLICT` when the request id was used for another request,
 * `MedusaError.Types.NOT_ALLOWED` when no money is held for the payment, when it was captured
 * already, or when its order has been placed.
 * @example
 * import { releaseUnplacedPaymentWorkflow } from "medusa-payment-stripe-checkout/workflows"
 *
 * const { result } = await releaseUnplacedPaymentWorkflow(container).run({
 *   input: { payment_session_id: "payses_123", actor: "user_123" },
 * })
 */
export const releaseUnplacedPaymentWorkflow = createWorkflow(
  "release-unplaced-payment",
  (input: RequestBeforeOrderInput) => {
    const requested = requestBeforeOrderStep(
      transform(input, (request) => ({ ...request, kind: "release" as const }))
    )
    return new WorkflowResponse(carryOutRequestStep(requested))
  }
)
