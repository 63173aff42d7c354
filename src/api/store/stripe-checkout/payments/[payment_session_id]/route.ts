import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import type { PaymentRow } from "../../../../../modules/stripe-checkout/repositories/payment-row"
import { readPaymentStatus } from "../../../../../workflows/checkout/payment-status"
import { isPayingBrowser } from "../../../../stripe-checkout/payer-cookie"
import { requirePaymentSessionId } from "../../../../stripe-checkout/http"

/**
 * The state of a payment, for storefronts that wait for it. The order's id is shown only
 * to those who may see the order, because Medusa's store API returns an order to anyone
 * who knows its id.
 */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> {
  const { state, order, row } = await readPaymentStatus(
    req.scope,
    requirePaymentSessionId(req)
  )
  const showsOrder = order !== null && maySee(req, row, order.customer_id)
  res.setHeader("Cache-Control", "no-store")
  res.json({ state, ...(showsOrder ? { order_id: order.id } : {}) })
}

function maySee(
  req: AuthenticatedMedusaRequest,
  row: PaymentRow | null,
  customerId: string | null
): boolean {
  // Undefined for guests, although its type says otherwise.
  const signedIn = req.auth_context as
    { actor_id?: string; actor_type?: string } | undefined
  const isOwner =
    customerId !== null &&
    signedIn?.actor_type === "customer" &&
    signedIn.actor_id === customerId
  // Medusa returns a cart, and its order on completion, to anyone who knows the cart's id.
  const knowsCart =
    row !== null && row.cart_id !== null && req.query["cart_id"] === row.cart_id
  return isOwner || knowsCart || (row !== null && isPayingBrowser(req, row))
}
