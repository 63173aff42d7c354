/**
 * What a merchant does in Medusa admin with an order's goods.
 */
import type { HeldOrder } from "./held-order"
import { only } from "./only"
import type { StripeStore } from "./stripe-store"

type AnOrder = Pick<HeldOrder, "orderId">

/** One piece of the order's only item. */
export async function fulfillOne(
  store: StripeStore,
  { orderId }: AnOrder
): Promise<unknown> {
  const { order } = await store.admin.admin.order.retrieve(orderId)
  return store.admin.admin.order.createFulfillment(orderId, {
    items: [{ id: only(order.items).id, quantity: 1 }],
  })
}

/** All goods that are in no fulfillment yet, in one. */
export async function fulfillRest(
  store: StripeStore,
  { orderId }: AnOrder
): Promise<unknown> {
  const { order } = await store.admin.admin.order.retrieve(orderId)
  const items = order.items
    .map(({ id, quantity, detail }) => ({
      id,
      quantity: quantity - detail.fulfilled_quantity,
    }))
    .filter(({ quantity }) => quantity > 0)
  return store.admin.admin.order.createFulfillment(orderId, { items })
}

export async function cancelFulfillment(
  store: StripeStore,
  { orderId }: AnOrder
): Promise<unknown> {
  const { id } = await firstFulfillment(store, orderId, () => true)
  return store.admin.admin.order.cancelFulfillment(orderId, id, {})
}

/** The first fulfillment that is not shipped yet. */
export async function shipNext(
  store: StripeStore,
  { orderId }: AnOrder
): Promise<unknown> {
  const { id, items } = await firstFulfillment(
    store,
    orderId,
    ({ shipped_at }) => !shipped_at
  )
  return store.admin.admin.order.createShipment(orderId, id, {
    items: items.map(({ line_item_id, quantity }) => ({
      id: line_item_id,
      quantity,
    })),
  })
}

/** The first fulfillment that is not delivered yet. */
export async function deliverNext(
  store: StripeStore,
  { orderId }: AnOrder
): Promise<unknown> {
  const { id } = await firstFulfillment(
    store,
    orderId,
    ({ delivered_at }) => !delivered_at
  )
  return store.admin.admin.order.markAsDelivered(orderId, id)
}

type Fulfillment = {
  readonly id: string
  readonly canceled_at: unknown
  readonly shipped_at: unknown
  readonly delivered_at: unknown
  readonly items: readonly {
    readonly line_item_id: string
    readonly quantity: number
  }[]
}

async function firstFulfillment(
  store: StripeStore,
  orderId: string,
  isNext: (fulfillment: Fulfillment) => boolean
): Promise<Fulfillment> {
  const { order } = await store.admin.admin.order.retrieve(orderId, {
    fields: "fulfillments.*,fulfillments.items.*",
  })
  const fulfillments = (order.fulfillments ??
    []) as unknown as readonly Fulfillment[]
  const next = fulfillments.find(
    (fulfillment) => !fulfillment.canceled_at && isNext(fulfillment)
  )
  if (!next) throw new Error(`No fulfillment of ${orderId} is next`)
  return next
}
