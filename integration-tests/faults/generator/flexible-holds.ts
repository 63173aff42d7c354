/** Holds of which a card allows more than one capture of what is held: a little more than that, or parts. */
import { captureByCard } from "../../support/order-card"
import type { Action } from "./action"
import { onOrder } from "./action"
import { paysByLink } from "./balance"
import { dashboardCapturesPart, lapses } from "./dashboard"
import {
  becomesCheaper,
  becomesDearer,
  isCapturedInPart,
  isMarkedReady,
  isRefundedInPart,
  isReleased,
  removeItem,
} from "./merchant"
import { paysWith } from "./shopper"

type Chain = readonly Action[]

/** By up to a fifth more than is held. */
const withOvercapture = paysWith("pays with a card that allows overcapture", {
  grants: ["overcapture"],
})

const withMulticapture = paysWith("pays with a card that allows multicapture", {
  grants: ["multicapture"],
})

const withBoth = paysWith("pays with a card that allows both", {
  grants: ["overcapture", "multicapture"],
})

/** Tried twice, because the first attempt may meet a fault. */
export const FLEXIBLE_CARDS: readonly Chain[] = [
  [withOvercapture, withOvercapture],
  [withMulticapture, withMulticapture],
  [withBoth, withBoth],
]

/** Twice of it is within the grant of an order of 120.00 EUR, three times is not. */
const becomesSlightlyDearer = onOrder(
  "becomes 10.00 EUR dearer by an edit in the admin",
  async ({ world: { admin } }, { orderId }) => {
    const { order } = await admin.admin.order.retrieve(orderId)
    const item = order.items.find(({ quantity }) => quantity > 0)
    if (!item) throw new Error("there is no item")
    await admin.admin.orderEdit.initiateRequest({ order_id: orderId })
    // The SDK's own method knows no price.
    await admin.client.fetch(
      `/admin/order-edits/${orderId}/items/item/${item.id}`,
      {
        method: "POST",
        body: { quantity: item.quantity, unit_price: item.unit_price + 10 },
      }
    )
    await admin.admin.orderEdit.confirm(orderId)
  }
)

const isCapturedOnCard = onOrder(
  "is captured on the order card",
  ({ world }, placed) => captureByCard(world, placed)
)

const hasPartCaptured = onOrder(
  "has a part captured on the order card",
  ({ world }, placed) => captureByCard(world, placed, { amount: 50 })
)

const hasTwoPartsCapturedAtOnce = onOrder(
  "has two parts captured at once",
  ({ world }, placed) =>
    Promise.all([
      captureByCard(world, placed, { amount: 25 }),
      captureByCard(world, placed, { amount: 35 }),
    ])
)

const isCapturedDuringEdit = onOrder(
  "is captured on the order card while an edit makes it cheaper",
  async (checkout, placed) =>
    Promise.all([
      captureByCard(checkout.world, placed),
      removeItem(checkout.world, placed),
    ])
)

/** What follows may be too much for the hold of an ordinary card, too. */
export const FLEXIBLE_HOLDS: readonly Chain[] = [
  [becomesSlightlyDearer, isMarkedReady],
  [becomesSlightlyDearer, becomesSlightlyDearer, isCapturedOnCard],
  [...times(3, becomesSlightlyDearer), paysByLink, isMarkedReady],
  [becomesSlightlyDearer, becomesDearer, paysByLink, isCapturedOnCard],
  [becomesSlightlyDearer, isCapturedOnCard, becomesCheaper],
  [becomesSlightlyDearer, isCapturedDuringEdit],
  [hasPartCaptured, isMarkedReady],
  [hasPartCaptured, becomesSlightlyDearer, hasPartCaptured, isCapturedOnCard],
  [hasPartCaptured, becomesCheaper],
  [hasPartCaptured, becomesDearer, paysByLink, isMarkedReady],
  [hasPartCaptured, isReleased, paysByLink],
  [hasPartCaptured, isRefundedInPart, isCapturedOnCard],
  [hasPartCaptured, lapses, paysByLink],
  [isCapturedInPart, dashboardCapturesPart, isCapturedOnCard],
  [hasTwoPartsCapturedAtOnce, isCapturedInPart],
  [hasPartCaptured, isCapturedDuringEdit],
]

function times(count: number, action: Action): Action[] {
  return Array.from({ length: count }, () => action)
}
