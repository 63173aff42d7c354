import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { releaseUnplacedPaymentWorkflow } from "../../../../../../workflows/order-payments/release-unplaced-payment"
import { answerUnlessConflict, type Conflict } from "../../../orders/conflict"
import type { WithoutOrderAnswer } from "../../responses"
import type { RequestBeforeOrder } from "../../validators"

/** Releases the hold and gives the order up, in the user's name. */
export async function POST(
  req: AuthenticatedMedusaRequest<RequestBeforeOrder>,
  res: MedusaResponse<WithoutOrderAnswer | Conflict>
): Promise<void> {
  const { request_id } = req.validatedBody
  await answerUnlessConflict(res, async () => {
    const { result } = await releaseUnplacedPaymentWorkflow(req.scope).run({
      input: {
        payment_session_id: req.params["payment_session_id"] ?? "",
        actor: req.auth_context.actor_id,
        ...(request_id === undefined ? {} : { request_id }),
      },
    })
    return result
  })
}
