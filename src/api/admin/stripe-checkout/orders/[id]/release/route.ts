import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { releaseOrderPaymentsWorkflow } from "../../../../../../workflows/order-payments/release-order-payments"
import { answerUnlessConflict, type Conflict } from "../../conflict"
import type { OrderPaymentsAnswers } from "../../responses"
import type { ReleaseOrder } from "../../validators"

/** Releases what is held for the order, in the user's name. */
export async function POST(
  req: AuthenticatedMedusaRequest<ReleaseOrder>,
  res: MedusaResponse<OrderPaymentsAnswers | Conflict>
): Promise<void> {
  const { request_id } = req.validatedBody
  await answerUnlessConflict(res, async () => {
    const { result } = await releaseOrderPaymentsWorkflow(req.scope).run({
      input: {
        order_id: req.params["id"] ?? "",
        actor: req.auth_context.actor_id,
        ...(request_id === undefined ? {} : { request_id }),
      },
    })
    return { results: result }
  })
}
