/**
 * The outstanding amount of an order as a purchase, if that is still requested.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { lineItemLabels } from "../../modules/stripe-checkout/domain/checkout/labels"
import { totalLine } from "../../modules/stripe-checkout/domain/checkout/line-items"
import type {
  LinkSchedule,
  Purchase,
} from "../../modules/stripe-checkout/domain/checkout/purchase"
import {
  dueAmount,
  nextLinkMoment,
} from "../../modules/stripe-checkout/domain/payment-links/link-terms"
import type { PurchaseTarget } from "../medusa/cart"
import { type OrderBalance, readOrderBalance } from "../medusa/order-balance"
import {
  adjustPaymentLink,
  describePaymentLink,
  remindedLink,
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
  const link = describePaymentLink(before, sessionId)
  if (link.hasExpired) {
    throw checkoutRefusal("link_expired")
  }
  const { chosen = null, missing, requested } = link
  const due = dueAmount({ amount: chosen }, missing)
  // After an edit, core makes the collection of a chosen part request everything.
  const isCurrent =
    requestedBySession(before, sessionId) === due &&
    (chosen === null || requested === due)
  if (!link.followsBalance || isCurrent) {
    return purchaseOfOrder(container, before, target)
  }
  if (due > 0) {
    await adjustPaymentLink(container, { orderId, sessionId })
  }
  const after = await requireBalance(container, orderId)
  return purchaseOfOrder(container, after, target)
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
  container: MedusaContainer,
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
      link: readSchedule(container, balance, target.paymentSessionId),
    },
  }
}

function readSchedule(
  container: MedusaContainer,
  balance: OrderBalance,
  sessionId: string
): LinkSchedule {
  const row = balance.rows.find(
    ({ payment_session_id }) => payment_session_id === sessionId
  )
  const link = remindedLink(container, balance, {
    payment_session_id: sessionId,
    created_at: row?.created_at ?? new Date().toISOString(),
  })
  return {
    expiresAt: link.terms.expiresAt,
    nextMoment: nextLinkMoment(link, Date.now()),
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
