import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { previewBulkRequest } from "../bulk-request-view"
import type { BulkPreviewAnswer } from "../responses"
import type { PreviewBulkRequest } from "../validators"

/** What a bulk request would concern; requests nothing, and never calls Stripe. */
export async function POST(
  req: AuthenticatedMedusaRequest<PreviewBulkRequest>,
  res: MedusaResponse<BulkPreviewAnswer>
): Promise<void> {
  res.json({ preview: await previewBulkRequest(req.scope, req.validatedBody) })
}
