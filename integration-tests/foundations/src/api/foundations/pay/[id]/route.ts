import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import type { PaymentSessionRows } from "../../../../payment-session-rows"

/** Writes a Checkout Session's ID to the payment session and redirects the shopper to a hosted page. */
export async function GET(
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  await req.scope
    .resolve<PaymentSessionRows>(Modules.PAYMENT)
    .updatePaymentSessions({
      id: String(req.params["id"]),
      data: { checkout_session_id: "cs_test_1" },
    })
  res.redirect(303, "https://pay.example/cs_test_1")
}
