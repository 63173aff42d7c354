import { Modules } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { discrepanciesOf } from "../support/discrepancy-records"
import {
  ageCapturesAndRefunds,
  type HeldOrder,
  paymentOf,
  placeHeldOrder,
} from "../support/held-order"
import { only } from "../support/only"
import { readCardPayment, refusalOf } from "../support/order-card"
import { orderReads, sql, synchronize } from "../support/order-records"
import { refundInAdmin } from "../support/paid-order"
import { recordPublicEvents } from "../support/public-events"
import { API_KEY } from "../support/stripe-shop"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntilIdle } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

describeStripeStore("A refund", (store) => {
  const events = recordPublicEvents(store)

  afterEach(async () => {
    await store.stripe.webhooks.resume()
    await store.stripe.clearFaults()
    await store.stripe.setSwitch("released_rest_as_refund", false)
  })

  it("moves its money each time, even if an earlier one at the same moment has failed", async () => {
    const order = await placePaidOrder()
    // The first one's row is there, so the second one counts it as refunded before itself.
    await store.stripe.failNext({
      kind: "timeout_before",
      method: "POST",
      path: "/v1/refunds",
    })
    const first = refundAtOnce(order, 30).then(
      () => "made",
      () => "failed"
    )
    await waitUntil("the first refund to be on its way", async () => {
      const held = await store.stripe.held()
      return held.length > 0
    })
    await refundAtOnce(order, 30)
    expect(await first).toBe("failed")
    expect(await refundsAtStripe(order)).toEqual([3000])

    await refundInAdmin(store, order, 30)
    await refundInAdmin(store, order, 30)

    expect(await refundsAtStripe(order)).toEqual([3000, 3000, 3000])
    expect(await refundsOf(order)).toEqual([30, 30, 30])
    await waitUntilIdle(store)
    await ageCapturesAndRefunds(store, order)
    await synchronize(store, order.session.id)
    expect(await transactionsOf(order)).toEqual([-30, -30, -30, 120])
  })

  it("is counted with its own amount when another amount is refunded at the same moment", async () => {
    const order = await placePaidOrder()

    await Promise.allSettled([
      refundAtOnce(order, 10),
      refundAtOnce(order, 30),
      refundAtOnce(order, 5),
    ])

    expect((await refundsAtStripe(order)).sort()).toEqual([1000, 3000, 500])
    await waitUntilIdle(store)
    await ageCapturesAndRefunds(store, order)
    await synchronize(store, order.session.id)
    expect(await transactionsOf(order)).toEqual([-10, -30, -5, 120])
  })

  it.each([true, false])(
    "of exactly the released rest, in the Dashboard, is recorded (the rest is shown as a refund: %s)",
    async (isRestShown) => {
      await store.stripe.setSwitch("released_rest_as_refund", isRestShown)
      const order = await placeHeldOrder(store)
      await captureInAdmin(order, 60)

      await store.stripe.dashboard.refund(order.paymentIntentId, 6000)

      await waitUntil("the refund to be recorded", async () => {
        const recorded = await refundsOf(order)
        return recorded.join() === "60"
      })
      await synchronize(store, order.session.id)
      expect(await refundsOf(order)).toEqual([60])
      expect(await discrepanciesOf(store, order.session.id)).toEqual([])
    }
  )

  it("that fails later stays visible with its reason until it is made again", async () => {
    const order = await placePaidOrder()
    await refundInAdmin(store, order, 120)
    await orderReads(store, order.orderId, "refunded")
    const made = await events.first(order.session.id, "refunded")
    expect(made.amount).toBe(120)
    await ageCapturesAndRefunds(store, order)

    await store.stripe.settleRefund(
      await refundIdOf(order),
      "failed",
      "expired_or_canceled_card"
    )

    const failed = await events.first(order.session.id, "refund_failed")
    expect(failed).toMatchObject({
      amount: 120,
      reason: expect.stringMatching(/card has expired/) as string,
    })
    await orderReads(store, order.orderId, "paid")
    await synchronize(store, order.session.id)
    expect(events.about(order.session.id, "refund_failed")).toHaveLength(1)
    expect(events.about(order.session.id, "captured")).toHaveLength(1)
    expect(await readCardPayment(store, order)).toMatchObject({
      payment_status: "captured",
      amounts: { captured: 120, refunded: 0 },
      refunds: [
        {
          amount: 120,
          status: "failed",
          failure_reason: "expired_or_canceled_card",
        },
      ],
      reason_code: "refund_failed",
    })
    expect(await openDiscrepanciesOf(order)).toEqual(["refund_failed"])

    await refundInAdmin(store, order, 120)
    await orderReads(store, order.orderId, "refunded")
    await synchronize(store, order.session.id)

    expect(await readCardPayment(store, order)).toMatchObject({
      payment_status: "refunded",
      refunds: [{ status: "failed" }, { status: "succeeded" }],
    })
    expect(await openDiscrepanciesOf(order)).toEqual([])
  })

  it("that Stripe only adds a reference number to costs no call and changes nothing", async () => {
    const order = await placePaidOrder()
    await refundInAdmin(store, order, 10)
    await events.first(order.session.id, "refunded")
    await synchronize(store, order.session.id)
    await waitUntilIdle(store)
    const id = await refundIdOf(order)
    const before = await store.stripe.requests()

    const response = await fetch(`${store.stripe.url}/v1/refunds/${id}`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${API_KEY}`,
        "Content-Type": "application/x-www-form-urlencoded",
      },
      body: "metadata[note]=seen",
    })
    expect(response.status).toBe(200)
    await store.stripe.webhooks.idle()
    await waitUntilIdle(store)

    const after = await store.stripe.requests()
    expect(after.slice(before.length).map(({ path }) => path)).toEqual([
      `/v1/refunds/${id}`,
    ])
    const [event] = await sql<{ status: string }>(
      store,
      `select status from stripe_checkout_event
        where type = 'refund.updated' and object_id = :id
        order by occurred_at desc, created_at desc limit 1`,
      { id }
    )
    expect(event?.status).toBe("ignored")
  })

  it("is refused, and can be made again, where another one of the order takes too long", async () => {
    const order = await placePaidOrder()
    const endOther = await beginOtherRefund(order)

    expect(await refusalOf(refundInAdmin(store, order, 10))).toEqual({
      status: 409,
      message:
        "Another refund of this order is in progress. Try again in a moment.",
    })

    expect(await refundsAtStripe(order)).toEqual([])
    expect(await refundsOf(order)).toEqual([])
    await endOther()
    await refundInAdmin(store, order, 10)
    expect(await refundsAtStripe(order)).toEqual([1000])
  })

  async function placePaidOrder(): Promise<HeldOrder> {
    const order = await placeHeldOrder(store)
    await captureInAdmin(order, 120)
    await orderReads(store, order.orderId, "paid")
    return order
  }

  async function captureInAdmin({ session }: HeldOrder, amount: number) {
    const { id } = await paymentOf(store, session.id)
    await store.admin.admin.payment.capture(id, { amount })
  }

  /** As a program may: Medusa's admin route lets one refund wait for the other. */
  async function refundAtOnce({ session }: HeldOrder, amount: number) {
    const { id } = await paymentOf(store, session.id)
    await refundPaymentWorkflow(store.container).run({
      input: { payment_id: id, amount },
    })
  }

  /** It holds the order's turn, as on an instance that does not answer any more. */
  async function beginOtherRefund({
    orderId,
  }: HeldOrder): Promise<() => Promise<unknown>> {
    const locking = store.container.resolve(Modules.LOCKING)
    const key = `stripe-checkout-refund:${orderId}`
    const ownerId = "another refund"
    await locking.acquire(key, { ownerId, expire: 60 })
    return () => locking.release(key, { ownerId })
  }

  async function refundsOf({ session }: HeldOrder): Promise<number[]> {
    const { refunds } = await paymentOf(store, session.id)
    return (refunds ?? []).map(({ amount }) => Number(amount))
  }

  async function refundsAtStripe(order: HeldOrder): Promise<number[]> {
    const { refunds } = await store.stripe.ledger()
    return refunds
      .filter(({ payment_intent }) => payment_intent === order.paymentIntentId)
      .map(({ amount }) => amount)
  }

  async function refundIdOf(order: HeldOrder): Promise<string> {
    const { refunds } = await store.stripe.ledger()
    const own = refunds.filter(
      ({ payment_intent }) => payment_intent === order.paymentIntentId
    )
    return only(own).id
  }

  async function openDiscrepanciesOf({ session }: HeldOrder) {
    const found = await discrepanciesOf(store, session.id)
    return found
      .filter(({ status }) => status === "open")
      .map(({ kind }) => kind)
  }

  /** Sorted as text. */
  async function transactionsOf({ orderId }: HeldOrder): Promise<number[]> {
    const rows = await sql<{ amount: string }>(
      store,
      `select amount from order_transaction
        where order_id = :orderId and deleted_at is null`,
      { orderId }
    )
    return rows.map(({ amount }) => Number(amount)).sort()
  }
})
