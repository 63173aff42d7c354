import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import type { PaymentRow } from "../../../../../modules/stripe-checkout/repositories/payment-row"
import { paymentStatusWorkflow } from "../../../../../workflows/checkout/payment-status"
import { isPayingBrowser } from "../../../../stripe-checkout/payer-cookie"
import { requirePaymentSessionId } from "../../../../stripe-checkout/http"

/**
 * How a payment stands, for storefronts that wait for it. The order's id is only for
 * whoever may see the order, since Medusa's store API gives the order to whoever
 * knows its id.
 */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> {
  const { result } = await paymentStatusWorkflow(req.scope).run({
    input: { payment_session_id: requirePaymentSessionId(req) },
  })
  const { state, order, row } = result
  const isTold = order !== null && maySee(req, row, order.customer_id)
  res.setHeader("Cache-Control", "no-store")
  res.json({ state, ...(isTold ? { order_id: order.id } : {}) })
}

function maySee(
  req: AuthenticatedMedusaRequest,
  row: PaymentRow | null,
  customerId: string | null
): boolean {
  // Absent for guests, whatever its type says.
  const signedIn = req.auth_context as
    { actor_id?: string; actor_type?: string } | undefined
  const isOwner =
    customerId !== null &&
    signedIn?.actor_type === "customer" &&
    signedIn.actor_id === customerId
  // Medusa gives a cart, and its order on completion, to whoever knows the cart's id.
  const knowsCart =
    row !== null && row.cart_id !== null && req.query["cart_id"] === row.cart_id
  return isOwner || knowsCart || (row !== null && isPayingBrowser(req, row))
}
