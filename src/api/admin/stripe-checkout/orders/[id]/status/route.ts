import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"

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
  refuseUnlessAllowed(status, order)
  const { metadataKey } = await loadOrderPolicy(req.scope)
  const { result } = await writeOrderStatusWorkflow(req.scope).run({
    input: {
      order_id: order.order_id,
      key: metadataKey,
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
    `Somebody has changed the order's status in the meantime; it was ${quote(order.order_status)}. Reload the order, then set the status again.`
  )
}

function refuseUnlessAllowed(
  status: string,
  { order_status, allowed_statuses }: OrderPaymentsDescription
): void {
  if (allowed_statuses.includes(status)) {
    return
  }
  const allowed = allowed_statuses.length
    ? `Allowed now: ${allowed_statuses.map(quote).join(", ")}.`
    : "No status is allowed now, since no money is held for the order."
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `The order's status is ${quote(order_status)} and cannot become ${quote(status)}. ${allowed}`
  )
}

function quote(status: string | null): string {
  return status === null ? "empty" : `"${status}"`
}
