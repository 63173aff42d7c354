import { setTimeout as pause } from "node:timers/promises"
import { isBackgroundIdle } from "../support/background"
import { type HeldOrder, placeHeldOrder } from "../support/held-order"
import { orderReads, sql, synchronize } from "../support/order-records"
import { placePaidOrder, refundInAdmin } from "../support/paid-order"
import { releaseByCard, synchronizeByCard } from "../support/order-card"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

describeStripeStore("An order whose money is settled", (store) => {
  it.each([
    ["captured", placePaidOrder],
    ["released", placeReleasedOrder],
  ])(
    "costs no call to Stripe when it is edited and its money was %s",
    async (_how, place) => {
      const order = await place(store)
      const before = await callsAbout(order)

      await edit(order)

      expect(await callsAbout(order)).toBe(before)
    }
  )

  it("is read at Stripe again when a merchant asks for it", async () => {
    const order = await placeReleasedOrder()
    const before = await callsAbout(order)

    await synchronizeByCard(store, order)

    expect(await callsAbout(order)).toBeGreaterThan(before)
  })

  it("has a refund of Medusa's recorded as before, although the kept reading knows none", async () => {
    const order = await placePaidOrder(store)

    await refundInAdmin(store, order, 120)

    await orderReads(store, order.orderId, "refunded")
    expect((await intentOf(store, order.session.id)).status).toBe("succeeded")
  })

  it("is read at Stripe again when its synchronization was interrupted", async () => {
    const order = await placePaidOrder(store)
    await sql(
      store,
      `update stripe_checkout_payment set next_sync_at = now() + interval '1 hour'
        where order_id = :id returning id`,
      { id: order.orderId }
    )
    const before = await callsAbout(order)

    await edit(order)

    expect(await callsAbout(order)).toBeGreaterThan(before)
  })

  async function placeReleasedOrder(): Promise<HeldOrder> {
    const order = await placeHeldOrder(store)
    await releaseByCard(store, order)
    await orderReads(store, order.orderId, "authorization_released")
    await synchronize(store, order.session.id)
    return order
  }

  async function edit({ orderId }: HeldOrder): Promise<void> {
    await settled()
    const synced = await syncedAt(orderId)
    await store.admin.admin.order.update(orderId, {
      metadata: { note: "Call before delivery" },
    })
    await waitUntil(
      "the edit to be synchronized",
      async () => (await syncedAt(orderId)) !== synced
    )
    await settled()
  }

  /** Nothing of it goes on in the background. */
  async function settled(): Promise<void> {
    await store.stripe.webhooks.idle()
    await pause(300)
    await waitUntil("the shop to be idle", async () =>
      Promise.resolve(isBackgroundIdle(store.container))
    )
  }

  async function syncedAt(orderId: string): Promise<string> {
    const [row] = await sql<{ synced_at: Date }>(
      store,
      `select synced_at from stripe_checkout_payment where order_id = :orderId`,
      { orderId }
    )
    return row?.synced_at.toISOString() ?? ""
  }

  async function callsAbout({ session }: HeldOrder): Promise<number> {
    const [row] = await sql<{ id: string; intent: string }>(
      store,
      `select checkout_session_id as id, payment_intent_id as intent
         from stripe_checkout_payment where payment_session_id = :id`,
      { id: session.id }
    )
    const requests = await store.stripe.requests()
    return requests.filter(
      ({ path }) =>
        path.includes(row?.id ?? "") || path.includes(row?.intent ?? "")
    ).length
  }
})
