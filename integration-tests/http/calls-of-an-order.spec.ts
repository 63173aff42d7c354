import { setTimeout as pause } from "node:timers/promises"
import { startBulkRequest } from "../../src/workflows/order-payments/bulk-request"
import { isBackgroundIdle } from "../support/background"
import {
  type HeldOrder,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { only } from "../support/only"
import { orderReads, ordersOfCart, sql } from "../support/order-records"
import { payAtStripe, startPurchase } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

/** Stripe allows a hundred calls a second, and 25 in test mode. */
describeStripeStore("What an order costs at Stripe", (store) => {
  it("is three calls once it is paid, although both webhooks arrive at once", async () => {
    const purchase = await startPurchase(store)
    await store.stripe.webhooks.pause()
    await payAtStripe(store, purchase)
    const before = (await store.stripe.requests()).length

    await store.stripe.webhooks.resume()
    const orderId = await waitUntil("the order to be placed", async () =>
      only(await ordersOfCart(store, purchase.cart.id))
    )
    await orderReads(store, orderId, "approved")
    await settled()

    expect(await callsSince(before)).toEqual([
      "GET checkout/sessions",
      "GET checkout/sessions",
      "POST payment_intents",
    ])
    expect(await unsettledEvents()).toBe(0)
  })

  it.each<[string, (order: HeldOrder) => Promise<unknown>]>([
    [
      "its status requests it",
      async (order) => setStatus(store, order, "ready_for_capture"),
    ],
    [
      "a bulk request does",
      async ({ orderId }) =>
        startBulkRequest(store.container, {
          kind: "capture",
          order_ids: [orderId],
        }),
    ],
  ])(
    "is two calls for a capture when %s, although its webhooks arrive before Stripe's answer",
    async (_how, capture) => {
      const order = await placeHeldOrder(store)
      await settled()
      const before = (await store.stripe.requests()).length
      const { acted } = await store.stripe.actDuringNext(
        { method: "POST", path: /capture$/, phase: "after" },
        async () => store.stripe.webhooks.idle()
      )

      await capture(order)
      await acted
      await orderReads(store, order.orderId, "paid")
      await settled()

      expect(await callsSince(before)).toEqual([
        "GET checkout/sessions",
        "POST payment_intents/capture",
      ])
      expect(await unsettledEvents()).toBe(0)
    }
  )

  it("is two calls for a release, until Stripe reports what it has refunded by that", async () => {
    const order = await placeHeldOrder(store)
    await settled()
    const before = (await store.stripe.requests()).length

    await startBulkRequest(store.container, {
      kind: "release",
      order_ids: [order.orderId],
    })
    await orderReads(store, order.orderId, "authorization_released")
    await settled()

    const [read, release, ...later] = await callsSince(before)
    expect([read, release]).toEqual([
      "GET checkout/sessions",
      "POST payment_intents/cancel",
    ])
    expect(later.length).toBeLessThanOrEqual(1)
    expect(await unsettledEvents()).toBe(0)
  })

  it("is one call more when somebody has captured in the Dashboard meanwhile", async () => {
    const order = await placeHeldOrder(store)
    await settled()
    const before = (await store.stripe.requests()).length
    const { acted } = await store.stripe.actDuringNext(
      { method: "POST", path: /capture$/ },
      async () => store.stripe.dashboard.capture(order.paymentIntentId)
    )

    await setStatus(store, order, "ready_for_capture")
    await acted
    await orderReads(store, order.orderId, "paid")
    await settled()

    expect((await callsSince(before)).slice(0, 3)).toEqual([
      "GET checkout/sessions",
      "POST payment_intents/capture",
      "GET payment_intents",
    ])
  })

  /** Nothing goes on in the background. */
  async function settled(): Promise<void> {
    await store.stripe.webhooks.idle()
    await pause(300)
    await waitUntil("the shop to be idle", async () =>
      Promise.resolve(isBackgroundIdle(store.container))
    )
  }

  /** Without the ids. */
  async function callsSince(before: number): Promise<string[]> {
    const requests = await store.stripe.requests()
    return requests.slice(before).map(({ method, path }) => {
      const place = path.replace(/^\/v1\//, "").replace(/\/(?:cs|pi)_\w+/, "")
      return `${method} ${place.replace(/\?.*$/, "")}`
    })
  }

  async function unsettledEvents(): Promise<number> {
    const rows = await sql(
      store,
      `select id from stripe_checkout_event where status in ('received', 'failed')`
    )
    return rows.length
  }
})
