/**
 * Shoppers and customers who pay by SEPA Direct Debit: their bank answers days later.
 */
import { discrepanciesOf } from "./discrepancy-records"
import { type HeldOrder, placeHeldOrder } from "./held-order"
import { addShirts } from "./order-balance"
import { createPaymentLink, openLink, type PaymentLink } from "./payment-links"
import { openPage, type Purchase, startPurchase } from "./stripe-checkout"
import type { StripeStore } from "./stripe-store"
import { waitUntil } from "./wait-until"

export async function startDebit(store: StripeStore): Promise<{
  readonly purchase: Purchase
  readonly page: string
}> {
  const purchase = await startPurchase(store)
  return { purchase, page: await debit(store, purchase) }
}

/** Returns the Checkout Session's id. */
export async function debit(
  store: StripeStore,
  purchase: Purchase
): Promise<string> {
  const page = await openPage(purchase)
  const { redirectUrl } = await store.stripe.pay(page, {
    method: "sepa_debit",
  })
  await purchase.browser.get(String(redirectUrl))
  return page
}

/** For one shirt more, unless said otherwise. */
export async function debitedLink(
  store: StripeStore,
  { shirts = 1 } = {}
): Promise<{
  readonly order: HeldOrder
  readonly link: PaymentLink
  readonly page: string
}> {
  const order = await placeHeldOrder(store)
  await addShirts(store, order, shirts)
  const link = await createPaymentLink(store, order)
  const page = await openLink(store, link)
  await store.stripe.pay(page, { method: "sepa_debit" })
  return { order, link, page }
}

export async function outstandingOf(
  store: StripeStore,
  orderId: string
): Promise<number> {
  const { order } = await store.admin.admin.order.retrieve(orderId, {
    fields: "summary",
  })
  return order.summary.pending_difference
}

/** Captured money that no order needs. */
export async function refundDebit(
  store: StripeStore,
  paymentSessionId: string,
  page: string
): Promise<void> {
  const { payment_intents, checkout_sessions } = await store.stripe.ledger()
  const session = checkout_sessions.find(({ id }) => id === page)
  const intent = payment_intents.find(
    ({ id }) => id === session?.known_payment_intent
  )
  await store.stripe.dashboard.refund(String(intent?.id))
  await waitUntil("the discrepancy to be resolved", async () => {
    const found = await discrepanciesOf(store, paymentSessionId)
    return found.every(({ status }) => status === "resolved")
  })
}
