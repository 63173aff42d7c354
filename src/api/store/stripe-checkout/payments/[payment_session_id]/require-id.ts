import type { MedusaRequest } from "@medusajs/framework/http"

import { refusePayment } from "../../../../../workflows/steps/refuse-payment"
import { isId } from "../../../../stripe-checkout/is-id"

/** @throws MedusaError not_found for what cannot be an id: nobody is asked about it. */
export function requirePaymentSessionId(req: MedusaRequest): string {
  const id = req.params["payment_session_id"]
  if (!isId(id)) {
    throw refusePayment("unknown")
  }
  return id
}
