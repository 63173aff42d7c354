import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { readBulkRequest } from "../../../../../workflows/order-payments/bulk-request"
import { describeBulkRequest } from "../bulk-request-view"
import type { BulkRequestAnswer } from "../responses"

/** How far it is. Never calls Stripe. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<BulkRequestAnswer>
): Promise<void> {
  const request = await readBulkRequest(req.scope, req.params["id"] ?? "")
  res.json({ bulk_request: describeBulkRequest(request) })
}
