/** What merchants do with an order in Medusa. */
import { addShirts } from "../../support/order-balance"
import type { FaultWorld } from "../fault-world"
import {
  cancelOrder,
  captureInAdmin,
  type PlacedSale,
  refundInAdmin,
  releaseInAdmin,
  setStatus,
} from "../sale"
import { Action, onOrder, orderOf } from "./action"
import { exchange, returnItem } from "./after-sales"

export const isMarkedReady = new Action(
  "is marked ready",
  "paid",
  async (checkout, model) => {
    const placed = await orderOf(checkout)
    // Before the order reads approved, the transition does not match the rule and is rejected.
    const wasContested = model.isContested
    model.isContested = true
    const { order } = await checkout.world.admin.admin.order.retrieve(
      placed.orderId,
      { fields: "metadata" }
    )
    await setStatus(checkout.world, placed, "ready_for_capture")
    if (order.metadata?.["order_status"] !== "approved" || wasContested) return
    model.isContested = false
    model.isReadyForCapture = true
  }
)

export const isCaptured = onOrder(
  "is captured in the admin",
  ({ world }, placed) => captureInAdmin(world, placed)
)

export const isCapturedInPart = onOrder(
  "is captured in part in the admin",
  ({ world }, placed) => captureInAdmin(world, placed, 30)
)

export const isReleased = onOrder(
  "is released in the admin",
  ({ world }, placed) => releaseInAdmin(world, placed)
)

export const becomesDearer = onOrder(
  "becomes dearer by an edit in the admin",
  ({ world }, placed) => addShirts(world, placed, 1)
)

/** Without the last item that was added, or else without any. */
export async function removeItem(
  { admin }: FaultWorld,
  { orderId }: PlacedSale
): Promise<void> {
  const { order } = await admin.admin.order.retrieve(orderId)
  const item = order.items.findLast(({ quantity }) => quantity > 0)
  if (!item) throw new Error("there is no item")
  await admin.admin.orderEdit.initiateRequest({ order_id: orderId })
  await admin.admin.orderEdit.updateOriginalItem(orderId, item.id, {
    quantity: 0,
  })
  await admin.admin.orderEdit.confirm(orderId)
}

export const becomesCheaper = onOrder(
  "becomes cheaper by an edit in the admin",
  ({ world }, placed) => removeItem(world, placed)
)

export const isReturned = onOrder(
  "is returned and received",
  ({ world }, placed) => returnItem(world, placed)
)

export const isExchanged = onOrder(
  "is exchanged, one for two",
  ({ world }, placed) => exchange(world, placed)
)

export const isRefundedInPart = onOrder(
  "is refunded in part in the admin",
  ({ world }, placed) => refundInAdmin(world, placed, 10)
)

export const isCanceled = onOrder(
  "is canceled in the admin",
  ({ world }, placed) => cancelOrder(world, placed)
)

export const isRefundedTwiceAtOnce = onOrder(
  "is refunded twice at once in the admin",
  ({ world }, placed) =>
    Promise.all([
      refundInAdmin(world, placed, 10),
      refundInAdmin(world, placed, 15),
    ])
)

export const isRefundedInBothAtOnce = onOrder(
  "is refunded in the admin and in the Dashboard at once",
  ({ world }, placed) =>
    Promise.all([
      refundInAdmin(world, placed, 10),
      world.stripe.dashboard.refund(placed.paymentIntentId, 2000),
    ])
)

export const MERCHANT: readonly Action[] = [
  isMarkedReady,
  isCaptured,
  isCapturedInPart,
  isRefundedInPart,
  onOrder("is refunded in the admin", ({ world }, placed) =>
    refundInAdmin(world, placed, 120)
  ),
  isRefundedTwiceAtOnce,
  isRefundedInBothAtOnce,
  isReleased,
  isCanceled,
  becomesDearer,
  becomesCheaper,
  isReturned,
]
