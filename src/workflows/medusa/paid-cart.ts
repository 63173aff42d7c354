/**
 * The cart behind a payment that has no order yet: what it costs now, and whether it
 * is still what was paid.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { MedusaPayment } from "../../modules/stripe-checkout/domain/decision/medusa-payment"
import { isPendingAtBank } from "../../modules/stripe-checkout/domain/decision/delayed-payment"
import {
  readPaymentState,
  type StripePayment,
} from "../../modules/stripe-checkout/domain/decision/payment-state"
import {
  type Purchase,
  purchaseFingerprint,
} from "../../modules/stripe-checkout/domain/checkout/purchase"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { isCartLocked } from "./cart-lock"
import { type CartRow, purchaseOfCart, readCart, readStartedBy } from "./cart"
import { queryOne } from "./query"
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

/**
 * What has to be known of the cart of a payment without an order, and no more: core calculates
 * totals from everything that a cart has.
 */
export async function readCartFor(
  container: MedusaContainer,
  {
    row,
    hasSession,
  }: { readonly row: PaymentRow; readonly hasSession: boolean },
  stripe: StripePayment
): Promise<CartState> {
  const minor = (amount: BigNumberInput): number =>
    toMinorUnits(MathBN.convert(amount).toString(), row.currency_code)
  const state = readPaymentState(stripe)
  const isPaid =
    state === "authorized" || state === "captured" || isPendingAtBank(stripe)
  if (stripe.checkoutSession?.status === "open" || (isPaid && !hasSession)) {
    return readCartState(container, row, minor)
  }
  return isPaid ? readCartTotal(container, row, minor) : NO_CART
}

/** For money that has its payment session. */
async function readCartTotal(
  container: MedusaContainer,
  row: PaymentRow,
  minor: (amount: BigNumberInput) => number
): Promise<CartState> {
  const cart = row.cart_id
    ? await queryOne<Pick<CartRow, "id" | "completed_at" | "raw_total">>(
        container,
        {
          entity: "cart",
          fields: ["id", "completed_at", "total", "raw_total"],
          filters: { id: row.cart_id },
        }
      )
    : null
  if (!cart || cart.completed_at) {
    return NO_CART
  }
  const cartTotal = minor(cart.raw_total)
  return {
    ...NO_CART,
    cartTotal,
    isLocked:
      cartTotal !== minor(row.amount) &&
      (await isCartLocked(container, cart.id)),
  }
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
