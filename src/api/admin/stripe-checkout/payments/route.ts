import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { listPayments } from "./list-payments"
import type { PaymentsAnswer } from "./responses"
import type { ListPayments } from "./validators"

/** Payments that hold or held money. Calls Stripe only to find what a charge's id belongs to. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, ListPayments>,
  res: MedusaResponse<PaymentsAnswer>
): Promise<void> {
  const { limit, offset, ...query } = req.validatedQuery
  res.json(await listPayments(req.scope, query, { limit, offset }))
}
