import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { listDiscrepancies } from "./describe-discrepancies"
import type { DiscrepanciesAnswer } from "./responses"
import type { ListDiscrepancies } from "./validators"

/** Differences between Medusa and Stripe, with what to do. Never calls Stripe. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, ListDiscrepancies>,
  res: MedusaResponse<DiscrepanciesAnswer>
): Promise<void> {
  res.json(await listDiscrepancies(req.scope, req.validatedQuery))
}
