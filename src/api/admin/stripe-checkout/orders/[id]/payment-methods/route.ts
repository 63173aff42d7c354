import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { describePaymentMethods } from "../../payment-methods-view"
import type { PaymentMethodsAnswer } from "../../payment-method-responses"

/** How the order was paid, read from Stripe now; answers within seconds, also without Stripe. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<PaymentMethodsAnswer>
): Promise<void> {
  res.json({
    payment_methods: await describePaymentMethods(
      req.scope,
      req.params["id"] ?? ""
    ),
  })
}
