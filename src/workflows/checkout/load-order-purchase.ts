/**
 * The outstanding amount of an order as a purchase, if that is still requested.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { lineItemLabels } from "../../modules/stripe-checkout/domain/checkout/labels"
import { totalLine } from "../../modules/stripe-checkout/domain/checkout/line-items"
import type { Purchase } from "../../modules/stripe-checkout/domain/checkout/purchase"
import type { PurchaseTarget } from "../medusa/cart"
import { type OrderBalance, readOrderBalance } from "../medusa/order-balance"
import {
  adjustPaymentLink,
  describePaymentLink,
} from "../medusa/payment-link-balance"
import { checkoutRefusal } from "./refusals"

export interface OrderPurchase {
  readonly purchase: Purchase
  /** Minor units that the order owes and no other payment covers. */
  readonly missing: number
}

/**
 * A payment link that has fallen behind its order's balance is adjusted first, so that a
 * click right after an edit is for the new amount.
 *
 * @throws MedusaError with a code that says why it cannot be paid now.
 */
export async function loadOrderPurchase(
  container: MedusaContainer,
  orderId: string,
  target: PurchaseTarget
): Promise<OrderPurchase> {
  const sessionId = target.paymentSessionId
  const before = await requireBalance(container, orderId)
  const { followsBalance, missing } = describePaymentLink(before, sessionId)
  if (!followsBalance || requestedBySession(before, sessionId) === missing) {
    return purchaseOfOrder(before, target)
  }
  if (missing > 0) {
    await adjustPaymentLink(container, { orderId, sessionId })
  }
  return purchaseOfOrder(await requireBalance(container, orderId), target)
}

async function requireBalance(
  container: MedusaContainer,
  orderId: string
): Promise<OrderBalance> {
  const balance = await readOrderBalance(container, orderId)
  if (!balance) {
    throw checkoutRefusal("link_closed")
  }
  if (balance.isCanceled) {
    throw checkoutRefusal("order_canceled")
  }
  return balance
}

/** In one line: there is no cart to itemize. */
function purchaseOfOrder(
  balance: OrderBalance,
  target: PurchaseTarget
): OrderPurchase {
  const { requested, missing } = describePaymentLink(
    balance,
    target.paymentSessionId
  )
  const amount = requestedBySession(balance, target.paymentSessionId)
  if (amount === null || requested === null || requested > missing) {
    throw checkoutRefusal("link_closed")
  }
  if (amount !== requested) {
    throw checkoutRefusal("amount_changed")
  }
  return {
    missing,
    purchase: {
      paymentSessionId: target.paymentSessionId,
      account: target.account,
      cartId: null,
      currencyCode: balance.currencyCode,
      amount,
      lines: totalLine(amount, lineItemLabels(balance.locale)),
      contentsHash: balance.orderId,
      email: balance.email,
      customer: null,
      shipping: null,
      locale: balance.locale,
      countryCode: null,
    },
  }
}

function requestedBySession(
  { openCollections }: OrderBalance,
  sessionId: string
): number | null {
  const session = openCollections
    .flatMap(({ sessions }) => sessions)
    .find(({ id }) => id === sessionId)
  return session?.amount ?? null
}
