import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { describeOrderPayments } from "../order-payments-view"
import type { OrderPaymentsDescription } from "../responses"

/** How the order's money stands, as of the last look. Never asks Stripe. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<OrderPaymentsDescription>
): Promise<void> {
  res.json(await describeOrderPayments(req.scope, req.params["id"] ?? ""))
}
