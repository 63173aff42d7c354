/**
 * An order of 120.00 EUR that was placed when its shopper had confirmed a SEPA debit.
 */
import { startDebit } from "./bank-debits"
import type { HeldOrder } from "./held-order"
import { only } from "./only"
import { orderReads, ordersOfCart } from "./order-records"
import { intentOf } from "./stripe-checkout"
import type { StripeStore } from "./stripe-store"
import { waitUntil } from "./wait-until"

export type DebitedOrder = HeldOrder & {
  /** The Checkout Session. */
  readonly page: string
}

export async function placeDebitedOrder(
  store: StripeStore
): Promise<DebitedOrder> {
  const { purchase, page } = await startDebit(store)
  const orderId = await waitUntil("the order to be placed", async () =>
    only(await ordersOfCart(store, purchase.cart.id))
  )
  await orderReads(store, orderId, "payment_pending")
  const { id } = await waitUntil("Stripe to know the order", async () => {
    const intent = await intentOf(store, purchase.session.id)
    return intent.metadata["order_id"] === orderId && intent
  })
  return { ...purchase, orderId, paymentIntentId: id, page }
}
