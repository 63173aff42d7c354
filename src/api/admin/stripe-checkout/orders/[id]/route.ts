import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { describeOrderPayments } from "../order-payments-view"
import type { OrderPaymentsDescription } from "../responses"

/** The state of the order's money, as of the last synchronization. Never calls Stripe. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<OrderPaymentsDescription>
): Promise<void> {
  res.json(await describeOrderPayments(req.scope, req.params["id"] ?? ""))
}
