import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

import { describeOrderPayments } from "../../order-payments-view"
import { resolveModule } from "../../../../../../workflows/support/module"
import { writeOrderStatusWorkflow } from "../../../../../../workflows/medusa/write-order-status"
import type {
  OrderPaymentsDescription,
  OrderStatusAnswer,
} from "../../responses"
import { parseBody } from "../../validators"

const STATUS = z.strictObject({
  status: z.string().trim().min(1, "must not be empty"),
})

interface Conflict {
  readonly type: string
  readonly message: string
}

/** Writes the order's status in the user's name, so that rules act on it. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<OrderStatusAnswer | Conflict>
): Promise<void> {
  const { status } = parseBody(STATUS, req.body)
  const order = await describeOrderPayments(req.scope, req.params["id"] ?? "")
  refuseUnlessAllowed(status, order)
  const { metadataKey } = resolveModule(req.scope).options.orderStatus
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
  // Core's error handler would put its own words about idempotency keys here.
  res.status(409).json({
    type: MedusaError.Types.CONFLICT,
    message: `Somebody has changed the order's status meanwhile; it was ${quote(order.order_status)}. Look at it again, then set it.`,
  })
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
