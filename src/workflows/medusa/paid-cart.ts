/**
 * The cart behind a payment that has no order yet: what it costs now, and whether it
 * is still what was paid.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"

import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { MedusaPayment } from "../../modules/stripe-checkout/domain/decision/medusa-payment"
import {
  type Purchase,
  purchaseFingerprint,
} from "../../modules/stripe-checkout/domain/checkout/purchase"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { isCartLocked } from "./cart-lock"
import { purchaseOfCart, readCart, readStartedBy } from "./cart"
import { resolveModule } from "../support/module"

export interface CartState extends Pick<
  MedusaPayment,
  "cartTotal" | "canRebind" | "isCheckoutSessionOutdated"
> {
  /** Somebody is changing or completing the cart, so its total is not final. */
  readonly isLocked: boolean
}

export const NO_CART: CartState = {
  cartTotal: null,
  canRebind: false,
  isCheckoutSessionOutdated: false,
  isLocked: false,
}

export async function readCartState(
  container: MedusaContainer,
  row: PaymentRow,
  minor: (amount: BigNumberInput) => number
): Promise<CartState> {
  const cart = row.cart_id && (await readCart(container, row.cart_id))
  if (!cart || cart.completed_at) {
    return NO_CART
  }
  const purchase = purchaseOfCart(cart, {
    paymentSessionId: row.payment_session_id,
    account: row.stripe_account,
    lineItems: resolveModule(container).options.lineItems,
    startedBy: await readStartedBy(container, row.payment_session_id),
  })
  const cartTotal = minor(cart.raw_total)
  const isChanged = cartTotal !== minor(row.amount)
  return {
    cartTotal,
    canRebind: !row.release_requested && isAsPaid(purchase, row),
    isCheckoutSessionOutdated: isCheckoutSessionOutdated(purchase, row),
    isLocked: isChanged && (await isCartLocked(container, cart.id)),
  }
}

/** Exactly the items and amount that were paid, whoever paid. */
function isAsPaid(purchase: Purchase, row: PaymentRow): boolean {
  return (
    purchase.contentsHash === row.contents_hash &&
    purchase.currencyCode === row.currency_code &&
    purchase.amount === toMinorUnits(row.amount, row.currency_code)
  )
}

/** The Checkout Session shows something other than the cart's current contents. */
function isCheckoutSessionOutdated(
  purchase: Purchase,
  row: PaymentRow
): boolean {
  return (
    row.checkout_session_id !== null &&
    row.page_hash !== purchaseFingerprint(purchase)
  )
}
