/**
 * The cart behind a payment that has no order yet: what it costs now, and whether it
 * still is what was paid.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"

import type { MedusaPayment } from "../../modules/stripe-checkout/domain/payment-decision"
import { purchaseFingerprint } from "../../modules/stripe-checkout/domain/purchase"
import type { PaymentRow } from "../../modules/stripe-checkout/rows/payment-row"
import { isCartLocked } from "./is-cart-locked"
import { type CartRow, purchaseOfCart, readCart } from "./read-cart"

export interface CartSide extends Pick<
  MedusaPayment,
  "cartTotal" | "canBeBoundAnew"
> {
  /** Somebody is changing or completing the cart, so its total says nothing yet. */
  readonly isMoving: boolean
}

export const NO_CART: CartSide = {
  cartTotal: null,
  canBeBoundAnew: false,
  isMoving: false,
}

export async function readCartSide(
  container: MedusaContainer,
  row: PaymentRow,
  minor: (amount: BigNumberInput) => number
): Promise<CartSide> {
  const cart = row.cart_id && (await readCart(container, row.cart_id))
  if (!cart || cart.completed_at) {
    return NO_CART
  }
  const cartTotal = minor(cart.raw_total)
  const isChanged = cartTotal !== minor(row.amount)
  return {
    cartTotal,
    canBeBoundAnew: !row.is_releasing && isAsPaid(cart, row),
    isMoving: isChanged && (await isCartLocked(container, cart.id)),
  }
}

/** To the cent and the address, what the shopper has paid for. */
function isAsPaid(cart: CartRow, row: PaymentRow): boolean {
  const purchase = purchaseOfCart(cart, {
    paymentSessionId: row.payment_session_id,
    account: row.account,
  })
  return purchaseFingerprint(purchase) === row.fingerprint
}
