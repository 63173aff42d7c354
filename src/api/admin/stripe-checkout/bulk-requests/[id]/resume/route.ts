import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { resumeBulkRequest } from "../../../../../../workflows/order-payments/bulk-request"
import { describeBulkRequest } from "../../bulk-request-view"
import type { BulkRequestAnswer } from "../../responses"
import type { ChangeBulkRequest } from "../../validators"

/** Continues what was stopped, in the user's name. */
export async function POST(
  req: AuthenticatedMedusaRequest<ChangeBulkRequest>,
  res: MedusaResponse<BulkRequestAnswer>
): Promise<void> {
  const request = await resumeBulkRequest(req.scope, {
    id: req.params["id"] ?? "",
    actor: req.auth_context.actor_id,
  })
  res.json({ bulk_request: describeBulkRequest(request) })
}
