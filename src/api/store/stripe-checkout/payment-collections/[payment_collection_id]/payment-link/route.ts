import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { findPaymentLinkWorkflow } from "../../../../../../workflows/checkout/find-payment-link"
import { checkoutRefusal } from "../../../../../../workflows/checkout/refusals"
import { isId } from "../../../../../stripe-checkout/http"

/**
 * Where Medusa's own payment link of an order leads: the pay link for a payment collection,
 * which asks for what the order owes now. Whoever knows the collection's id may pay it.
 */
export async function POST(
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  const id = req.params["payment_collection_id"]
  if (!isId(id)) {
    throw checkoutRefusal("unknown")
  }
  const { result } = await findPaymentLinkWorkflow(req.scope).run({
    input: { payment_collection_id: id },
  })
  const { amount, currency_code, payment_session_id, url } = result
  res.setHeader("Cache-Control", "no-store")
  res.json({ url, amount, currency_code, payment_session_id })
}
