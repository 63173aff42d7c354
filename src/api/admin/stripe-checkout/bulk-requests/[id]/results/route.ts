import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { listBulkResults } from "../../bulk-request-view"
import type { BulkResultsAnswer } from "../../responses"
import type { ListBulkResults } from "../../validators"

/** What became of each payment, and why. Never calls Stripe. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, ListBulkResults>,
  res: MedusaResponse<BulkResultsAnswer>
): Promise<void> {
  const { limit, offset, status } = req.validatedQuery
  res.json(
    await listBulkResults(req.scope, req.params["id"] ?? "", {
      limit,
      offset,
      status,
    })
  )
}
