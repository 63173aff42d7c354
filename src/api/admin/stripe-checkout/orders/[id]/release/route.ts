import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"

import { releaseOrderPaymentsWorkflow } from "../../../../../../workflows/order-payments/release-order-payments"
import type { OrderPaymentsAnswers } from "../../responses"
import { parseBody, REQUEST_ID } from "../../validators"
const RELEASE = z.strictObject({ request_id: REQUEST_ID })

export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<OrderPaymentsAnswers>
): Promise<void> {
  const { request_id } = parseBody(RELEASE, req.body)
  const { result } = await releaseOrderPaymentsWorkflow(req.scope).run({
    input: {
      order_id: req.params["id"] ?? "",
      actor: req.auth_context.actor_id,
      ...(request_id === undefined ? {} : { request_id }),
    },
  })
  res.json({ results: result })
}
