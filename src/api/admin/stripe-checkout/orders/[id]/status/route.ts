import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"

import type { OrderRules } from "../../../../../../modules/stripe-checkout/domain/order-status/order-rules"
import { explainRefusedStatus } from "../../../../../../modules/stripe-checkout/domain/order-status/offered-statuses"
import { quote } from "../../../../../../modules/stripe-checkout/domain/quote"
import { answerConflict, type Conflict } from "../../conflict"
import { describeOrderPayments } from "../../order-payments-view"
import { loadOrderPolicy } from "../../../../../../workflows/support/order-policy"
import { writeOrderStatusWorkflow } from "../../../../../../workflows/medusa/write-order-status"
import type {
  OrderPaymentsDescription,
  OrderStatusAnswer,
} from "../../responses"
import type { SetOrderStatus } from "../../validators"

/** Writes the order's status in the user's name. Capture rules then act on it. */
export async function POST(
  req: AuthenticatedMedusaRequest<SetOrderStatus>,
  res: MedusaResponse<OrderStatusAnswer | Conflict>
): Promise<void> {
  const { status } = req.validatedBody
  const order = await describeOrderPayments(req.scope, req.params["id"] ?? "")
  const policy = await loadOrderPolicy(req.scope)
  refuseUnlessAllowed(status, order, policy)
  const { result } = await writeOrderStatusWorkflow(req.scope).run({
    input: {
      order_id: order.order_id,
      key: policy.metadataKey,
      from: order.order_status,
      to: status,
      written_by: req.auth_context.actor_id,
    },
  })
  if (result.isWritten) {
    res.json({ order_status: status })
    return
  }
  answerConflict(
    res,
    `Somebody has changed the order's status in the meantime; it was ${order.order_status === null ? "empty" : quote(order.order_status)}. Reload the order, then set the status again.`
  )
}

function refuseUnlessAllowed(
  status: string,
  { order_status, allowed_statuses, status_refusal }: OrderPaymentsDescription,
  rules: OrderRules
): void {
  if (allowed_statuses.includes(status)) {
    return
  }
  const choice = {
    current: order_status,
    allowed: allowed_statuses,
    refusal: status_refusal,
  }
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    explainRefusedStatus(status, choice, rules)
  )
}
