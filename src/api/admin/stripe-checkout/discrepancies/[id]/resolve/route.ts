import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { resolveDiscrepancyWorkflow } from "../../../../../../workflows/reconciliation/resolve-discrepancy"
import { answerUnlessConflict, type Conflict } from "../../../orders/conflict"
import { describeDiscrepancy } from "../../describe-discrepancies"
import type { DiscrepancyAnswer } from "../../responses"
import type { ResolveDiscrepancy } from "../../validators"

/** Records, in the user's name, that the discrepancy has been dealt with. */
export async function POST(
  req: AuthenticatedMedusaRequest<ResolveDiscrepancy>,
  res: MedusaResponse<DiscrepancyAnswer | Conflict>
): Promise<void> {
  await answerUnlessConflict(res, async () => {
    const { result } = await resolveDiscrepancyWorkflow(req.scope).run({
      input: {
        id: req.params["id"] ?? "",
        resolved_by: req.auth_context.actor_id,
        note: req.validatedBody.note,
      },
    })
    return { discrepancy: await describeDiscrepancy(req.scope, result.id) }
  })
}
