import type { PaymentDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { only } from "./only"
import { orderReads, ordersOfCart, sql } from "./order-records"
import {
  intentOf,
  payAtStripe,
  type Purchase,
  type PurchaseOptions,
  startPurchase,
} from "./stripe-checkout"
import type { StripeStore } from "./stripe-store"
import { waitUntil } from "./wait-until"

export type HeldOrder = Purchase & {
  readonly orderId: string
  readonly paymentIntentId: string
}

export type PaidOptions = PurchaseOptions & {
  /** A test card; the usual one if it is absent. */
  readonly card?: string
}

/** An order of 120.00 EUR whose money is held at Stripe: paid by redirect, placed and approved. */
export async function placeHeldOrder(
  store: StripeStore,
  options: PaidOptions = {}
): Promise<HeldOrder> {
  const order = await placeApprovedOrder(store, options)
  // The order is described at Stripe last.
  const { id } = await waitUntil("Stripe to know the order", async () => {
    const intent = await intentOf(store, order.session.id)
    return intent.metadata["order_id"] === order.orderId && intent
  })
  return { ...order, paymentIntentId: id }
}

/** As a held order, but Stripe may not know the order's number yet. */
export async function placeApprovedOrder(
  store: StripeStore,
  { card, ...options }: PaidOptions = {}
): Promise<Omit<HeldOrder, "paymentIntentId">> {
  const purchase = await startPurchase(store, options)
  const returnAddress = await payAtStripe(store, purchase, card)
  await purchase.browser.get(returnAddress)
  const orderId = await waitUntil("the order to be placed", async () =>
    only(await ordersOfCart(store, purchase.cart.id))
  )
  await orderReads(store, orderId, "approved")
  return { ...purchase, orderId }
}

/** What a merchant or an ERP does: writes the order's status. */
export async function setStatus(
  store: StripeStore,
  { orderId }: Pick<HeldOrder, "orderId">,
  status: string
): Promise<void> {
  await store.admin.admin.order.update(orderId, {
    metadata: { order_status: status },
  })
}

/** The amounts that Medusa recorded as captured, oldest first. */
export async function capturesOf(
  store: StripeStore,
  { session }: Pick<HeldOrder, "session">
): Promise<number[]> {
  const payment = await paymentOf(store, session.id)
  return (payment.captures ?? []).map(({ amount }) => Number(amount))
}

/** Medusa's payment for a payment session. */
export async function paymentOf(
  store: StripeStore,
  paymentSessionId: string
): Promise<PaymentDTO> {
  const payments = store.container.resolve(Modules.PAYMENT)
  return only(
    await payments.listPayments(
      { payment_session_id: paymentSessionId },
      { relations: ["captures", "refunds"] }
    )
  )
}

/** Rows that core may still be writing are not repaired, so these must be old enough. */
export async function ageCapturesAndRefunds(
  store: StripeStore,
  { session }: Pick<HeldOrder, "session">
): Promise<void> {
  const { id } = await paymentOf(store, session.id)
  for (const table of ["capture", "refund"]) {
    await sql(
      store,
      `update ${table} set created_at = created_at - interval '1 hour',
                           updated_at = updated_at - interval '1 hour'
        where payment_id = :id returning id`,
      { id }
    )
  }
}
