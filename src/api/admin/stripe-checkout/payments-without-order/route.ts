import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { listPaymentsWithoutOrder } from "./list-payments-without-order"
import type { PaymentsWithoutOrderAnswer } from "./responses"
import type { ListPaymentsWithoutOrder } from "./validators"

/** Payments whose money is held or captured and that have no order. Never calls Stripe. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, ListPaymentsWithoutOrder>,
  res: MedusaResponse<PaymentsWithoutOrderAnswer>
): Promise<void> {
  const { limit, offset } = req.validatedQuery
  res.json(await listPaymentsWithoutOrder(req.scope, { limit, offset }))
}
