import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"

import { synchronizeOrderPaymentsWorkflow } from "../../../../../../workflows/synchronization/synchronize-related"
import type { SynchronizationAnswers } from "../../responses"
import { parseBody } from "../../validators"

const NOTHING = z.strictObject({})

/** Looks at Stripe and Medusa now and repairs what differs. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SynchronizationAnswers>
): Promise<void> {
  parseBody(NOTHING, req.body)
  const { result } = await synchronizeOrderPaymentsWorkflow(req.scope).run({
    input: { order_id: req.params["id"] ?? "" },
  })
  res.json({ results: result })
}
