import { evaluateStateRules } from "../../src/modules/stripe-checkout/domain/order-status/capture-rules"
import { readOrderProgress } from "../../src/workflows/synchronization/apply-capture-rules"
import { type HeldOrder, placeHeldOrder } from "../support/held-order"
import { only } from "../support/only"
import { describeStripeStore } from "../support/stripe-store"

const STATUSES = [
  "not_fulfilled",
  "partially_fulfilled",
  "canceled",
  "fulfilled",
  "partially_shipped",
  "shipped",
  "partially_delivered",
  "delivered",
] as const

/** One rule for each status, so that the order shows which of them would capture. */
const RULES = {
  metadataKey: "order_status",
  captureOn: STATUSES.map((status) => ({ fulfillmentStatus: [status] })),
  releaseOn: [],
}

describeStripeStore("A rule on the fulfillment status", (store) => {
  it("captures at its own status and at no other, as Medusa admin shows the order", async () => {
    const order = await placeHeldOrder(store, {
      items: [{ variant_id: store.seed.variantId, quantity: 2 }],
    })
    const steps: readonly (readonly [
      (typeof STATUSES)[number],
      () => Promise<unknown>,
    ])[] = [
      ["not_fulfilled", async () => undefined],
      ["partially_fulfilled", async () => fulfillOne(order)],
      ["canceled", async () => cancelFulfillment(order)],
      ["partially_fulfilled", async () => fulfillOne(order)],
      ["fulfilled", async () => fulfillOne(order)],
      ["partially_shipped", async () => shipOne(order)],
      ["shipped", async () => shipOne(order)],
      ["partially_delivered", async () => deliverOne(order)],
      ["delivered", async () => deliverOne(order)],
    ]

    for (const [status, step] of steps) {
      await step()
      const { order: shown } = await store.admin.admin.order.retrieve(
        order.orderId
      )
      expect(shown.fulfillment_status).toBe(status)
      expect(await rulesThatCapture(order)).toEqual([`captureOn ${status}`])
    }
  })

  async function rulesThatCapture({ orderId }: HeldOrder): Promise<string[]> {
    const progress = await readOrderProgress(store.container, orderId, RULES)
    return progress
      ? evaluateStateRules(progress, RULES).map(({ rule }) => rule)
      : []
  }

  async function fulfillOne({ orderId }: HeldOrder) {
    return store.admin.admin.order.createFulfillment(orderId, {
      items: [{ id: await itemOf(orderId), quantity: 1 }],
    })
  }

  async function cancelFulfillment({ orderId }: HeldOrder) {
    const { id } = await firstFulfillment(orderId, () => true)
    return store.admin.admin.order.cancelFulfillment(orderId, id, {})
  }

  async function shipOne({ orderId }: HeldOrder) {
    const { id } = await firstFulfillment(
      orderId,
      ({ shipped_at }) => !shipped_at
    )
    return store.admin.admin.order.createShipment(orderId, id, {
      items: [{ id: await itemOf(orderId), quantity: 1 }],
    })
  }

  async function deliverOne({ orderId }: HeldOrder) {
    const { id } = await firstFulfillment(
      orderId,
      ({ delivered_at }) => !delivered_at
    )
    return store.admin.admin.order.markAsDelivered(orderId, id)
  }

  async function itemOf(orderId: string): Promise<string> {
    const { order } = await store.admin.admin.order.retrieve(orderId)
    return only(order.items).id
  }

  type Fulfillment = {
    readonly id: string
    readonly canceled_at: unknown
    readonly shipped_at: unknown
    readonly delivered_at: unknown
  }

  async function firstFulfillment(
    orderId: string,
    isNext: (fulfillment: Fulfillment) => boolean
  ): Promise<Fulfillment> {
    const { order } = await store.admin.admin.order.retrieve(orderId, {
      fields: "fulfillments.*",
    })
    const fulfillments = (order.fulfillments ??
      []) as unknown as readonly Fulfillment[]
    const next = fulfillments.find(
      (fulfillment) => !fulfillment.canceled_at && isNext(fulfillment)
    )
    if (!next) throw new Error(`No fulfillment of ${orderId} is next`)
    return next
  }
})
