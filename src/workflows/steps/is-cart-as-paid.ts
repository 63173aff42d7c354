import type { MedusaContainer } from "@medusajs/framework/types"

import { purchaseFingerprint } from "../../modules/stripe-checkout/domain/purchase"
import type { PaymentRow } from "../../modules/stripe-checkout/rows/payment-row"
import { purchaseOfCart, readCart } from "./read-cart"

/**
 * Whether a cart whose payment session was deleted still is, to the cent and the
 * address, what the shopper has paid for.
 */
export async function isCartAsPaid(
  container: MedusaContainer,
  row: PaymentRow
): Promise<boolean> {
  if (!row.cart_id || row.fingerprint === null || row.is_releasing) {
    return false
  }
  const cart = await readCart(container, row.cart_id)
  if (!cart || cart.completed_at) {
    return false
  }
  const purchase = purchaseOfCart(cart, {
    paymentSessionId: row.payment_session_id,
    account: row.account,
  })
  return purchaseFingerprint(purchase) === row.fingerprint
}
