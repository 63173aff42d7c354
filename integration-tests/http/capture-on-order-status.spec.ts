import { Modules } from "@medusajs/framework/utils"
import {
  capturesOf,
  type HeldOrder,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { only } from "../support/only"
import {
  operationsOf,
  orderMetadata,
  orderReads,
  orderStatus,
  synchronize,
} from "../support/order-records"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

describeStripeStore("The order's status", (store) => {
  afterEach(async () => {
    await store.stripe.clearFaults()
  })

  const capturedAtStripe = async ({ session }: HeldOrder) =>
    (await intentOf(store, session.id)).amount_received

  it("captures the held money when it changes from approved to ready_for_capture, and becomes paid", async () => {
    const order = await placeHeldOrder(store)

    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")

    expect(await capturedAtStripe(order)).toBe(12000)
    expect(await capturesOf(store, order)).toEqual([120])
    const { order: shown } = await store.admin.admin.order.retrieve(
      order.orderId
    )
    expect(shown.payment_status).toBe("captured")
  })

  it("captures no more than the order's outstanding amount", async () => {
    const order = await placeHeldOrder(store)
    await store.container.resolve(Modules.ORDER).addOrderTransactions({
      order_id: order.orderId,
      amount: 20,
      currency_code: "eur",
      reference: "cash",
      reference_id: "till_1",
    })

    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")

    expect(await capturedAtStripe(order)).toBe(10000)
    expect(await capturesOf(store, order)).toEqual([100])
  })

  it("captures once when it is saved three times at the same moment", async () => {
    const order = await placeHeldOrder(store)

    await Promise.all(
      [1, 2, 3].map(() => setStatus(store, order, "ready_for_capture"))
    )
    await orderReads(store, order.orderId, "paid")
    await synchronize(store, order.session.id)

    expect(await capturesOf(store, order)).toEqual([120])
    expect(await captureCalls(order)).toHaveLength(1)
  })

  it("captures nothing when the previous status does not allow it, and gives the reason", async () => {
    const order = await placeHeldOrder(store)
    await setStatus(store, order, "on_hold")

    await setStatus(store, order, "ready_for_capture")

    const declined = await waitUntil("the rejection", async () =>
      only(await operationsOf(store, order.orderId))
    )
    expect(declined).toMatchObject({
      kind: "capture",
      status: "rejected",
      reason_code: "status_transition_not_allowed",
      reason_params: {
        from: "on_hold",
        to: "ready_for_capture",
        allowed_from: '"approved", "capture_failed"',
      },
    })
    await synchronize(store, order.session.id)
    expect(await capturedAtStripe(order)).toBe(0)
    expect(await orderStatus(store, order.orderId)).toBe("ready_for_capture")
  })

  it("captures when the merchant sets it back to approved and then to ready_for_capture again", async () => {
    const order = await placeHeldOrder(store)
    await setStatus(store, order, "on_hold")
    await setStatus(store, order, "ready_for_capture")
    await setStatus(store, order, "approved")

    await setStatus(store, order, "ready_for_capture")

    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, order)).toEqual([120])
  })

  it("captures nothing when other metadata keys are saved and the status stays the same", async () => {
    const order = await placeHeldOrder(store)

    await store.admin.admin.order.update(order.orderId, {
      metadata: { order_status: "approved", note: "call before delivery" },
    })
    await synchronize(store, order.session.id)

    expect(await operationsOf(store, order.orderId)).toEqual([])
    expect(await capturedAtStripe(order)).toBe(0)
  })

  it.each<[string, unknown]>([
    ["an object", {}],
    ["a list", []],
    ["a huge number", 1e300],
  ])(
    "reads approved and is captured on request, although the shopper planted %s in the cart",
    async (_what, planted) => {
      const order = await placeHeldOrder(store, {
        metadata: { order_status: planted },
      })

      await setStatus(store, order, "ready_for_capture")

      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, order)).toEqual([120])
    }
  )

  it("leaves the merchant's other metadata keys alone", async () => {
    const order = await placeHeldOrder(store, { metadata: { gift: "yes" } })

    await store.admin.admin.order.update(order.orderId, {
      metadata: { order_status: "ready_for_capture", erp_number: "4711" },
    })
    await orderReads(store, order.orderId, "paid")

    expect(await orderMetadata(store, order.orderId)).toEqual({
      gift: "yes",
      erp_number: "4711",
      order_status: "paid",
    })
  })

  it("becomes capture_failed with the issuer's reason, and captures once when it is set again", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.setNextCaptureOutcome({
      code: "card_declined",
      declineCode: "insufficient_funds",
    })

    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "capture_failed")
    const failed = only(await operationsOf(store, order.orderId))
    expect(failed).toMatchObject({ kind: "capture", status: "failed" })
    expect(failed.reason_code).toBe("external_error")
    expect(failed.reason_params["message"]).toMatch(
      /declined.*insufficient_funds/
    )
    expect(await capturesOf(store, order)).toEqual([])

    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    expect(await capturedAtStripe(order)).toBe(12000)
    expect(await capturesOf(store, order)).toEqual([120])
  })

  it("becomes capture_failed again when the issuer declines a second time", async () => {
    const order = await placeHeldOrder(store)

    for (const attempt of [1, 2]) {
      await store.stripe.setNextCaptureOutcome({ code: "card_declined" })
      await setStatus(store, order, "ready_for_capture")
      await waitUntil(`failure ${attempt}`, async () => {
        const operations = await operationsOf(store, order.orderId)
        return (
          operations.length === attempt &&
          operations.at(-1)?.status === "failed"
        )
      })
      await orderReads(store, order.orderId, "capture_failed")
    }
  })

  it.each([
    "reset_after",
    "timeout_after",
    "http_500_after",
    "truncated",
  ] as const)(
    "captures exactly once when Stripe's response is lost (%s)",
    async (kind) => {
      const order = await placeHeldOrder(store)
      await store.stripe.failNext({ kind, method: "POST", path: /\/capture$/ })

      await setStatus(store, order, "ready_for_capture")

      await orderReads(store, order.orderId, "paid")
      expect(await capturedAtStripe(order)).toBe(12000)
      expect(await capturesOf(store, order)).toEqual([120])
    }
  )

  it("captures later if Stripe was down", async () => {
    const order = await placeHeldOrder(store)
    await stripeIsDownForCaptures()
    await setStatus(store, order, "ready_for_capture")
    await waitUntil("an attempt", async () => {
      const calls = await captureCalls(order)
      return calls.length > 0
    })
    await store.stripe.clearFaults()

    await synchronize(store, order.session.id)

    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, order)).toEqual([120])
  })

  it("captures nothing if the request was withdrawn while Stripe was down", async () => {
    const order = await placeHeldOrder(store)
    await stripeIsDownForCaptures()
    await setStatus(store, order, "ready_for_capture")
    await waitUntil("an attempt", async () => {
      const calls = await captureCalls(order)
      return calls.length > 0
    })

    await setStatus(store, order, "on_hold")
    await synchronize(store, order.session.id).catch(() => undefined)
    await store.stripe.clearFaults()
    await synchronize(store, order.session.id)

    expect(await capturedAtStripe(order)).toBe(0)
    expect(await orderStatus(store, order.orderId)).toBe("on_hold")
    const operation = only(await operationsOf(store, order.orderId))
    expect(operation.status).toBe("rejected")
    expect(operation.reason_params).toMatchObject({ to: "on_hold" })
  })

  it("becomes paid when the money is captured in Stripe's Dashboard after a failed capture", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.setNextCaptureOutcome({ code: "card_declined" })
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "capture_failed")

    await store.stripe.dashboard.capture(order.paymentIntentId)

    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, order)).toEqual([120])
  })

  async function stripeIsDownForCaptures(): Promise<void> {
    await store.stripe.failNext({
      kind: "http_500_before",
      method: "POST",
      path: /\/capture$/,
      times: 20,
    })
  }

  async function captureCalls({ paymentIntentId }: HeldOrder) {
    const requests = await store.stripe.requests()
    return requests.filter(
      ({ path }) => path === `/v1/payment_intents/${paymentIntentId}/capture`
    )
  }
})
