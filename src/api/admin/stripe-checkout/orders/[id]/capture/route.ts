import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { captureOrderPaymentsWorkflow } from "../../../../../../workflows/order-payments/capture-order-payments"
import { answerUnlessConflict, type Conflict } from "../../conflict"
import type { OrderPaymentsAnswers } from "../../responses"
import type { CaptureOrder } from "../../validators"

/** Captures what is held for the order, in the user's name. */
export async function POST(
  req: AuthenticatedMedusaRequest<CaptureOrder>,
  res: MedusaResponse<OrderPaymentsAnswers | Conflict>
): Promise<void> {
  const { amount, request_id } = req.validatedBody
  await answerUnlessConflict(res, async () => {
    const { result } = await captureOrderPaymentsWorkflow(req.scope).run({
      input: {
        order_id: req.params["id"] ?? "",
        actor: req.auth_context.actor_id,
        ...(amount === undefined ? {} : { amount }),
        ...(request_id === undefined ? {} : { request_id }),
      },
    })
    return { results: result }
  })
}
