import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { countPayments } from "../count-payments"
import type { PaymentCountsAnswer } from "../responses"

/** How many payments each view shows. Never calls Stripe. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<PaymentCountsAnswer>
): Promise<void> {
  res.json(await countPayments(req.scope))
}
