import { type HeldOrder, placeHeldOrder, setStatus } from "./held-order"
import type { StripeStore } from "./stripe-store"

/**
 * The merchant cancels the order while Stripe is still capturing: core sees the capture's
 * row, and Stripe refuses to refund what is not captured yet.
 */
export async function cancelDuringCapture(
  store: StripeStore
): Promise<HeldOrder> {
  const order = await placeHeldOrder(store)
  const { acted } = await store.stripe.actDuringNext(
    { method: "POST", path: /\/capture$/ },
    async () => {
      await store.admin.admin.order.cancel(order.orderId)
    }
  )
  await setStatus(store, order, "ready_for_capture")
  await acted
  return order
}
