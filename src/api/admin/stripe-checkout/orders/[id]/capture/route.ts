import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"

import { captureOrderPaymentsWorkflow } from "../../../../../../workflows/order-payments/capture-order-payments"
import type { OrderPaymentsAnswers } from "../../responses"
import { parseBody, REQUEST_ID } from "../../validators"
/** Stripe takes at most 12 digits; beyond, numbers are not exact any more. */
const MOST = 999_999_999_999

const CAPTURE = z.strictObject({
  /** Major units; absent takes what is held and owed. */
  amount: z
    .number()
    .positive("must be more than zero")
    .max(MOST, "is more than any card can pay")
    .optional(),
  request_id: REQUEST_ID,
})

export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<OrderPaymentsAnswers>
): Promise<void> {
  const { amount, request_id } = parseBody(CAPTURE, req.body)
  const { result } = await captureOrderPaymentsWorkflow(req.scope).run({
    input: {
      order_id: req.params["id"] ?? "",
      actor: req.auth_context.actor_id,
      ...(amount === undefined ? {} : { amount }),
      ...(request_id === undefined ? {} : { request_id }),
    },
  })
  res.json({ results: result })
}
