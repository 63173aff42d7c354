/**
 * Orders whose money was captured, and refunds of it.
 */
import {
  type HeldOrder,
  type PaidOptions,
  paymentOf,
  placeHeldOrder,
  setStatus,
} from "./held-order"
import { orderReads, synchronize } from "./order-records"
import type { StripeStore } from "./stripe-store"

/** An order of 120.00 EUR, captured by its status. */
export async function placePaidOrder(
  store: StripeStore,
  options: PaidOptions = {}
): Promise<HeldOrder> {
  const order = await placeHeldOrder(store, options)
  await setStatus(store, order, "ready_for_capture")
  await orderReads(store, order.orderId, "paid")
  await synchronize(store, order.session.id)
  return order
}

/** Major units. */
export async function refundInAdmin(
  store: StripeStore,
  { session }: Pick<HeldOrder, "session">,
  amount: number
): Promise<void> {
  const { id } = await paymentOf(store, session.id)
  await store.admin.admin.payment.refund(id, { amount })
}

/** What the order owes, as Medusa's admin shows it. */
export async function pendingOf(
  store: StripeStore,
  { orderId }: Pick<HeldOrder, "orderId">
): Promise<number> {
  const { order } = await store.admin.admin.order.retrieve(orderId, {
    fields: "summary",
  })
  return order.summary.pending_difference
}
