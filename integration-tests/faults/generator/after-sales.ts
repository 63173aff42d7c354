/** Goods that were sent come back, or others are sent instead, as Medusa's admin requests it. */
import {
  exchangeOneForTwo,
  receiveReturn,
  requestReturn,
} from "../../support/after-sales"
import type { FaultWorld } from "../fault-world"
import type { PlacedSale } from "../sale"

export async function returnItem(
  world: FaultWorld,
  placed: PlacedSale
): Promise<void> {
  const sent = await send(world, placed)
  const returnId = await requestReturn(world, sent)
  await receiveReturn(world, sent, returnId)
}

export async function exchange(
  world: FaultWorld,
  placed: PlacedSale
): Promise<void> {
  await exchangeOneForTwo(world, await send(world, placed))
}

/** Only what the customer has can come back. */
async function send(
  { admin }: FaultWorld,
  { orderId }: PlacedSale
): Promise<{ readonly orderId: string; readonly itemId: string }> {
  const { order } = await admin.admin.order.retrieve(orderId)
  const item = order.items.find(({ quantity }) => quantity > 0)
  if (!item) throw new Error("there is no item")
  const { id, quantity, detail } = item
  if (detail.fulfilled_quantity < quantity) {
    await admin.admin.order.createFulfillment(orderId, {
      items: [{ id, quantity: quantity - detail.fulfilled_quantity }],
    })
  }
  return { orderId, itemId: id }
}
