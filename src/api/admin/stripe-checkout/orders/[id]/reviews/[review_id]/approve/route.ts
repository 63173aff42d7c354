import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { approveReviewWorkflow } from "../../../../../../../../workflows/order-payments/approve-review"
import { answerUnlessConflict, type Conflict } from "../../../../conflict"
import type { ReviewAnswer } from "../../../../responses"
import type { ApproveReview } from "../../../../validators"

/** Approves Stripe's review of a payment, in the user's name. */
export async function POST(
  req: AuthenticatedMedusaRequest<ApproveReview>,
  res: MedusaResponse<ReviewAnswer | Conflict>
): Promise<void> {
  await answerUnlessConflict(res, async () => {
    const { result } = await approveReviewWorkflow(req.scope).run({
      input: {
        order_id: req.params["id"] ?? "",
        review_id: req.params["review_id"] ?? "",
        actor: req.auth_context.actor_id,
      },
    })
    return result
  })
}
