import {
  capturesOf,
  type HeldOrder,
  paymentOf,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import {
  operationsOf,
  orderReads,
  orderStatus,
  sql,
  synchronize,
} from "../support/order-records"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

describeStripeStore("Between Medusa and Stripe's Dashboard,", (store) => {
  afterEach(async () => {
    await store.stripe.webhooks.resume()
  })

  const transactionsOf = async ({ orderId }: HeldOrder) => {
    const rows = await sql<{ amount: string; reference: string }>(
      store,
      `select amount, reference from order_transaction
        where order_id = :orderId and deleted_at is null order by created_at`,
      { orderId }
    )
    return rows.map(({ amount, reference }) => [reference, Number(amount)])
  }

  it("a capture in the Dashboard is recorded in Medusa", async () => {
    const order = await placeHeldOrder(store)

    await store.stripe.dashboard.capture(order.paymentIntentId)

    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, order)).toEqual([120])
    expect(await transactionsOf(order)).toEqual([["capture", 120]])
  })

  it("a capture is recorded once even though many synchronizations run at the same time", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.webhooks.pause()
    await store.stripe.dashboard.capture(order.paymentIntentId)

    await Promise.all([
      store.stripe.webhooks.resume(),
      ...[1, 2, 3].map(() => synchronize(store, order.session.id)),
    ])

    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, order)).toEqual([120])
    expect(await transactionsOf(order)).toEqual([["capture", 120]])
  })

  it("a partial capture is recorded", async () => {
    const order = await placeHeldOrder(store)

    await store.stripe.dashboard.capture(order.paymentIntentId, 3000)

    await waitUntil("the capture to be recorded", async () => {
      const captures = await capturesOf(store, order)
      return captures.length > 0
    })
    await synchronize(store, order.session.id)
    expect(await capturesOf(store, order)).toEqual([30])
    expect(await transactionsOf(order)).toEqual([["capture", 30]])
  })

  it("a released remainder is not mistaken for a refund", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.dashboard.capture(order.paymentIntentId, 3000)
    await waitUntil("the capture to be recorded", async () => {
      const captures = await capturesOf(store, order)
      return captures.length > 0
    })

    await synchronize(store, order.session.id)

    const payment = await paymentOf(store, order.session.id)
    expect(payment.refunds).toEqual([])
    const [row] = await sql<{ amount_refunded: string }>(
      store,
      `select amount_refunded from stripe_checkout_payment where payment_session_id = :id`,
      { id: order.session.id }
    )
    expect(Number(row?.amount_refunded)).toBe(0)
  })

  it("a refund is recorded in Medusa once", async () => {
    const order = await placePaidOrder()

    await store.stripe.dashboard.refund(order.paymentIntentId, 1000)

    await refundsAreRecorded(order, [10])
    await synchronize(store, order.session.id)
    await refundsAreRecorded(order, [10])
    expect(await transactionsOf(order)).toEqual([
      ["capture", 120],
      ["refund", -10],
    ])
  })

  it("the order becomes refunded when the full amount is refunded", async () => {
    const order = await placePaidOrder()

    await store.stripe.dashboard.refund(order.paymentIntentId, 1000)
    await refundsAreRecorded(order, [10])
    await store.stripe.dashboard.refund(order.paymentIntentId, 11000)

    await orderReads(store, order.orderId, "refunded")
    await refundsAreRecorded(order, [10, 110])
  })

  it("the order becomes authorization_released when the hold is released", async () => {
    const order = await placeHeldOrder(store)

    await store.stripe.dashboard.cancel(order.paymentIntentId)

    await orderReads(store, order.orderId, "authorization_released")
    const payment = await paymentOf(store, order.session.id)
    expect(payment.canceled_at).not.toBeNull()
    expect(await capturesOf(store, order)).toEqual([])
  })

  it("the order becomes authorization_lapsed when nobody captures in time", async () => {
    const order = await placeHeldOrder(store)

    await store.stripe.lapseAuthorization(order.paymentIntentId)

    await orderReads(store, order.orderId, "authorization_lapsed")
  })

  it("a capture of a hold that is gone is rejected with the reason", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.dashboard.cancel(order.paymentIntentId)
    await orderReads(store, order.orderId, "authorization_released")

    await setStatus(store, order, "approved")
    await setStatus(store, order, "ready_for_capture")

    const refused = await waitUntil("the rejection", async () => {
      const newest = (await operationsOf(store, order.orderId)).at(-1)
      return newest?.status === "pending" ? undefined : newest
    })
    expect(refused).toMatchObject({
      kind: "capture",
      status: "rejected",
      reason_code: "authorization_released",
    })
  })

  it("nothing is captured twice when the merchant captures in both at once", async () => {
    const order = await placeHeldOrder(store)

    await Promise.all([
      setStatus(store, order, "ready_for_capture"),
      store.stripe.dashboard.capture(order.paymentIntentId),
    ])

    await orderReads(store, order.orderId, "paid")
    await synchronize(store, order.session.id)
    expect(await capturesOf(store, order)).toEqual([120])
    expect(await transactionsOf(order)).toEqual([["capture", 120]])
  })

  it("the hold is released at Stripe when the order is canceled in Medusa", async () => {
    const order = await placeHeldOrder(store)

    await store.admin.admin.order.cancel(order.orderId)

    await waitUntil("the hold to be released", async () => {
      const { status } = await intentOf(store, order.session.id)
      return status === "canceled"
    })
  })

  it("the hold is released later if Stripe was down when the order was canceled", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.failNext({
      kind: "http_500_before",
      path: /\/cancel$/,
      times: 10,
    })
    await store.admin.admin.order.cancel(order.orderId)
    await waitUntil("an attempt", async () => {
      const requests = await store.stripe.requests()
      return requests.some(
        ({ path }) =>
          path === `/v1/payment_intents/${order.paymentIntentId}/cancel`
      )
    })
    await store.stripe.clearFaults()

    await synchronize(store, order.session.id)

    expect((await intentOf(store, order.session.id)).status).toBe("canceled")
  })

  it("the payment is in sync when the money was captured just before the order was canceled", async () => {
    await store.stripe.webhooks.pause()
    const order = await placeHeldOrder(store)
    await store.stripe.dashboard.capture(order.paymentIntentId)
    await store.admin.admin.order.cancel(order.orderId)

    const result = await synchronize(store, order.session.id)

    expect(result).toMatchObject({ outcome: "in_sync", state: "captured" })
    expect(result.reason).not.toBe("")
    expect(await orderStatus(store, order.orderId)).not.toBe("paid")
    await store.stripe.dashboard.refund(order.paymentIntentId)
  })

  async function placePaidOrder(): Promise<HeldOrder> {
    const order = await placeHeldOrder(store)
    await store.stripe.dashboard.capture(order.paymentIntentId)
    await orderReads(store, order.orderId, "paid")
    return order
  }

  async function refundsAreRecorded(
    { session }: HeldOrder,
    amounts: number[]
  ): Promise<void> {
    await waitUntil(`refunds of ${amounts.join(" and ")}`, async () => {
      const { refunds } = await paymentOf(store, session.id)
      const recorded = (refunds ?? []).map(({ amount }) => Number(amount))
      return JSON.stringify(recorded) === JSON.stringify(amounts)
    })
  }
})
