import type { RuleResult } from "../../src/modules/stripe-checkout/domain/order-status/capture-rules"
import { evaluateStateRules } from "../../src/modules/stripe-checkout/domain/order-status/state-rules"
import { readOrderProgress } from "../../src/workflows/medusa/order-progress"
import {
  cancelFulfillment,
  deliverNext,
  fulfillOne,
  shipNext,
} from "../support/fulfillments"
import { type HeldOrder, placeHeldOrder } from "../support/held-order"
import { only } from "../support/only"
import { reduceToOneShirt } from "../support/order-balance"
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
  rulesSince: {},
}

describeStripeStore("A rule on the fulfillment status", (store) => {
  const twoShirts = async () =>
    placeHeldOrder(store, {
      items: [{ variant_id: store.seed.variantId, quantity: 2 }],
    })

  it("captures at its own status and at no other, as Medusa admin shows the order", async () => {
    const order = await twoShirts()
    const steps: readonly (readonly [
      (typeof STATUSES)[number],
      () => Promise<unknown>,
    ])[] = [
      ["not_fulfilled", async () => undefined],
      ["partially_fulfilled", async () => fulfillOne(store, order)],
      ["canceled", async () => cancelFulfillment(store, order)],
      ["partially_fulfilled", async () => fulfillOne(store, order)],
      ["fulfilled", async () => fulfillOne(store, order)],
      ["partially_shipped", async () => shipNext(store, order)],
      ["shipped", async () => shipNext(store, order)],
      ["partially_delivered", async () => deliverNext(store, order)],
      ["delivered", async () => deliverNext(store, order)],
    ]

    for (const [status, step] of steps) {
      const before = new Date().toISOString()
      await step()
      const { order: shown } = await store.admin.admin.order.retrieve(
        order.orderId
      )
      expect(shown.fulfillment_status).toBe(status)
      expect(await resultsOf(order)).toEqual([
        expect.objectContaining({ rule: `captureOn ${status}` }),
      ])
      const isReachedNow = (await reachedAt(order)) >= before
      expect({ status, isReachedNow }).toEqual({
        status,
        isReachedNow: status !== "not_fulfilled",
      })
    }
  })

  it("counts an order as shipped from the moment at which the goods that were not shipped are removed", async () => {
    const order = await twoShirts()
    await fulfillOne(store, order)
    await shipNext(store, order)
    const before = new Date().toISOString()
    expect((await reachedAt(order)) < before).toBe(true)

    await reduceToOneShirt(store, order)

    expect(await resultsOf(order)).toEqual([
      expect.objectContaining({ rule: "captureOn shipped" }),
    ])
    expect((await reachedAt(order)) >= before).toBe(true)
  })

  async function resultsOf({ orderId }: HeldOrder): Promise<RuleResult[]> {
    const progress = await readOrderProgress(store.container, orderId, RULES)
    return progress ? evaluateStateRules(progress, RULES) : []
  }

  async function reachedAt(order: HeldOrder): Promise<string> {
    return only(await resultsOf(order)).madeAt ?? ""
  }
})
