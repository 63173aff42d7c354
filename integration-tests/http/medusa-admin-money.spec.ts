import {
  ageCapturesAndRefunds,
  capturesOf,
  type HeldOrder,
  paymentOf,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import {
  operationsOf,
  orderReads,
  sql,
  runWorkflow,
  synchronize,
} from "../support/order-records"
import { refundInAdmin } from "../support/paid-order"
import { intentOf } from "../support/stripe-checkout"
import { waitUntilIdle } from "../support/sweep"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

describeStripeStore("Medusa's own payment actions", (store) => {
  afterEach(async () => {
    await store.stripe.webhooks.resume()
    await store.stripe.clearFaults()
  })

  it("capture the full amount once, and the order becomes paid", async () => {
    const order = await placeHeldOrder(store)

    await captureInAdmin(order, 120)

    await orderReads(store, order.orderId, "paid")
    expect((await intentOf(store, order.session.id)).amount_received).toBe(
      12000
    )
  })

  it("capture exactly 30 of 120, and a later request is rejected with the reason", async () => {
    const order = await placeHeldOrder(store)

    await captureInAdmin(order, 30)

    expect((await intentOf(store, order.session.id)).amount_received).toBe(3000)
    const refused = await captureInAdmin(order, 90).catch(
      (error: unknown) => error
    )
    expect(String(refused)).toMatch(
      /90\.00 EUR cannot be captured: 30\.00 EUR was captured before/
    )
    expect(await capturesOf(store, order)).toEqual([30])
  })

  it("capture exactly once when Stripe's response is lost", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.failNext({
      kind: "reset_after",
      method: "POST",
      path: /\/capture$/,
    })

    await captureInAdmin(order, 120)

    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, order)).toEqual([120])
  })

  it("give the reason when the card is declined, and record nothing", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.setNextCaptureOutcome({ code: "card_declined" })

    const refused = await captureInAdmin(order, 120).catch(
      (error: unknown) => error
    )

    expect(String(refused)).toContain("Your card was declined")
    expect(await capturesOf(store, order)).toEqual([])
  })

  it("refund exactly 10", async () => {
    const order = await placePaidOrder()

    await refundInAdmin(store, order, 10)

    expect(await refundsAtStripe(order)).toEqual([1000])
    expect(await refundsOf(order)).toEqual([10])
  })

  it("refund the rest, and the order becomes refunded", async () => {
    const order = await placePaidOrder()

    await refundInAdmin(store, order, 10)
    await refundInAdmin(store, order, 10)
    await refundInAdmin(store, order, 100)

    await orderReads(store, order.orderId, "refunded")
    expect(await refundsAtStripe(order)).toEqual([1000, 1000, 10000])
  })

  it("refund each of four amounts that are requested at the same moment, and the ledger follows", async () => {
    const order = await placePaidOrder()

    // Core makes all of them and then reports that the order is already being changed.
    await Promise.allSettled(
      Array.from({ length: 4 }, () => refundInAdmin(store, order, 10))
    )

    expect(await refundsAtStripe(order)).toEqual([1000, 1000, 1000, 1000])
    expect(await refundsOf(order)).toEqual([10, 10, 10, 10])
    // If rows were aged while the ledger is still being written, it would be compared halfway.
    await waitUntilIdle(store)
    await ageCapturesAndRefunds(store, order)
    await synchronize(store, order.session.id)
  })

  it.each([
    "reset_after",
    "timeout_after",
    "http_500_after",
    "truncated",
  ] as const)(
    "refund once even though the response was lost (%s) and the merchant tried again",
    async (kind) => {
      const order = await placePaidOrder()
      await store.stripe.failNext({
        kind,
        method: "POST",
        path: "/v1/refunds",
      })

      await refundInAdmin(store, order, 10).catch(() => undefined)
      if ((await refundsOf(order)).length === 0)
        await refundInAdmin(store, order, 10)

      expect(await refundsAtStripe(order)).toEqual([1000])
      expect(await refundsOf(order)).toEqual([10])
    }
  )

  it("refund once even though Stripe went silent after the refund and the merchant tried again later", async () => {
    const order = await placePaidOrder()
    await store.stripe.webhooks.pause()
    await store.stripe.failNext({
      kind: "timeout_after",
      method: "POST",
      path: "/v1/refunds",
    })
    const first = refundInAdmin(store, order, 10).catch(
      (error: unknown) => error
    )
    await waitUntil("the money to be refunded", async () => {
      const held = await store.stripe.held()
      return held.length > 0
    })
    await store.stripe.failNext({
      kind: "http_500_before",
      method: "GET",
      path: "/v1/refunds",
      times: 10,
    })
    expect(await first).toBeInstanceOf(Error)
    expect(await refundsOf(order)).toEqual([])
    await store.stripe.clearFaults()

    await refundInAdmin(store, order, 10)

    expect(await refundsAtStripe(order)).toEqual([1000])
    expect(await refundsOf(order)).toEqual([10])
  })

  it("refund no more than requested when the merchant tries another amount after a lost response", async () => {
    const order = await placePaidOrder()
    await store.stripe.failNext({
      kind: "reset_after",
      method: "POST",
      path: "/v1/refunds",
    })

    await refundInAdmin(store, order, 10).catch(() => undefined)
    await refundInAdmin(store, order, 20)

    const recorded = (await refundsOf(order)).reduce((sum, one) => sum + one, 0)
    const refunded = (await refundsAtStripe(order)).reduce(
      (sum, one) => sum + one,
      0
    )
    expect(refunded).toBe(recorded * 100)
  })

  it("do not duplicate ledger entries while Stripe's webhook synchronizes the same capture", async () => {
    const order = await placeHeldOrder(store)

    await Promise.all([
      captureInAdmin(order, 120),
      ...[1, 2, 3].map(() => synchronize(store, order.session.id)),
    ])

    await orderReads(store, order.orderId, "paid")
    const transactions = await sql(
      store,
      `select id from order_transaction where order_id = :id and deleted_at is null`,
      { id: order.orderId }
    )
    expect(transactions).toHaveLength(1)
  })

  it("capture the money once when a status requests the capture at the same time", async () => {
    const order = await placeHeldOrder(store)

    await Promise.allSettled([
      captureInAdmin(order, 120),
      setStatus(store, order, "ready_for_capture"),
    ])

    await waitUntil("the request to be processed", async () => {
      await synchronize(store, order.session.id)
      const operations = await operationsOf(store, order.orderId)
      return operations.every(({ status }) => status === "succeeded")
    })
    expect(await capturesOf(store, order)).toEqual([120])
  })

  it("let a program capture part of the amount, once per request", async () => {
    const order = await placeHeldOrder(store)

    const first = await capturePayments(order, "request-1")
    const again = await capturePayments(order, "request-1").catch(
      (error: unknown) => error
    )

    expect(first).toMatchObject([{ status: "succeeded" }])
    expect(again).toBeDefined()
    expect(await capturesOf(store, order)).toEqual([30])
    expect((await intentOf(store, order.session.id)).amount_received).toBe(3000)
  })

  it("let a program release the hold", async () => {
    const order = await placeHeldOrder(store)

    await runWorkflow(store.container, "release-order-payments", {
      order_id: order.orderId,
      actor: "erp",
    })

    await orderReads(store, order.orderId, "authorization_released")
    expect((await intentOf(store, order.session.id)).status).toBe("canceled")
  })

  async function placePaidOrder(): Promise<HeldOrder> {
    const order = await placeHeldOrder(store)
    await captureInAdmin(order, 120)
    await orderReads(store, order.orderId, "paid")
    return order
  }

  async function captureInAdmin(
    { session }: HeldOrder,
    amount: number
  ): Promise<void> {
    const { id } = await paymentOf(store, session.id)
    await store.admin.admin.payment.capture(id, { amount })
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

  async function capturePayments(
    { orderId }: HeldOrder,
    request_id: string
  ): Promise<unknown> {
    return runWorkflow(store.container, "capture-order-payments", {
      order_id: orderId,
      amount: 30,
      actor: "erp",
      request_id,
    })
  }
})
