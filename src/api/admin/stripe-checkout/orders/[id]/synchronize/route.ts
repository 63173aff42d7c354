import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { synchronizeOrderPaymentsWorkflow } from "../../../../../../workflows/synchronization/synchronize-related"
import type { SynchronizationAnswers } from "../../responses"
import type { SynchronizeOrder } from "../../validators"

/** Synchronizes each of the order's payments now. */
export async function POST(
  req: AuthenticatedMedusaRequest<SynchronizeOrder>,
  res: MedusaResponse<SynchronizationAnswers>
): Promise<void> {
  const { result } = await synchronizeOrderPaymentsWorkflow(req.scope).run({
    input: { order_id: req.params["id"] ?? "" },
  })
  res.json({ results: result })
}
