import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { requireOrder } from "../../../../../../workflows/medusa/require-order"
import { synchronizeOrderPaymentsWorkflow } from "../../../../../../workflows/synchronization/synchronize-related"
import type { SynchronizationAnswers } from "../../responses"
import type { SynchronizeOrder } from "../../validators"

/** Synchronizes each of the order's payments now. */
export async function POST(
  req: AuthenticatedMedusaRequest<SynchronizeOrder>,
  res: MedusaResponse<SynchronizationAnswers>
): Promise<void> {
  const orderId = req.params["id"] ?? ""
  await requireOrder(req.scope, orderId)
  const { result } = await synchronizeOrderPaymentsWorkflow(req.scope).run({
    input: { order_id: orderId },
  })
  res.json({ results: result })
}
