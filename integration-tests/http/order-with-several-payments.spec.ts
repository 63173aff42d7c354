import {
  addShirts,
  holdBalance,
  reduceToOneShirt,
} from "../support/order-balance"
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
} from "../support/order-records"
import { only } from "../support/only"
import { checkoutSessionsOf, intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntilIdle } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

/** 120.00 EUR are held when it is placed; a shirt more costs 100.00 EUR. */
describeStripeStore("An order with several payments", (store) => {
  it("captures every hold that it needs, on one change of its status", async () => {
    const order = await placeHeldOrder(store)
    await addShirts(store, order, 1)
    const balance = await holdBalance(store, order, 100)
    expect(await orderStatus(store, order.orderId)).toBe("approved")

    await setStatus(store, order, "ready_for_capture")

    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, order)).toEqual([120])
    expect(await capturesOf(store, balance)).toEqual([100])
    expect(await paymentStatusOf(order)).toBe("captured")
  })

  it("takes what it owes from the hold that lapses first, and releases the hold that it no longer needs", async () => {
    const order = await placeHeldOrder(store)
    await addShirts(store, order, 1)
    const balance = await holdBalance(store, order, 100)
    await reduceToOneShirt(store, order)

    await setStatus(store, order, "ready_for_capture")
    await store.admin.admin.order.update(order.orderId, {
      metadata: { warehouse: "north" },
    })

    await orderReads(store, order.orderId, "paid")
    await waitUntil("the second hold to be released", async () =>
      intentOf(store, balance.session.id).then(
        ({ status }) => status === "canceled"
      )
    )
    expect(await capturesOf(store, order)).toEqual([120])
    await waitUntilIdle(store)
    expect(await orderStatus(store, order.orderId)).toBe("paid")
    expect(await paymentStatusOf(order)).toBe("captured")
  })

  it("keeps a hold that it no longer needed, once it is edited up before the hold is released", async () => {
    const order = await placeHeldOrder(store)
    await addShirts(store, order, 1)
    const balance = await holdBalance(store, order, 100)
    await reduceToOneShirt(store, order)
    // Core cancels the payment of an edited order, until it is repaired.
    const { id } = await waitUntil("the payment to be restored", async () => {
      const payment = await paymentOf(store, order.session.id)
      return !payment.canceled_at && payment
    })
    await waitUntilIdle(store)
    const page = only(await checkoutSessionsOf(store, balance.session.id))
    const { acted } = await store.stripe.actDuringNext(
      { method: "GET", path: `/v1/checkout/sessions/${page.id}` },
      async () => addShirts(store, order, 1)
    )

    await store.admin.admin.payment.capture(id, {})

    await acted
    await waitUntilIdle(store)
    expect((await intentOf(store, balance.session.id)).status).toBe(
      "requires_capture"
    )
    await orderReads(store, order.orderId, "approved")
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, balance)).toEqual([100])
  })

  it("holds what is paid after it was captured, reads approved again, and captures it on the next change", async () => {
    const order = await placeHeldOrder(store)
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")

    await addShirts(store, order, 1)
    await orderReads(store, order.orderId, "partially_paid")
    const balance = await holdBalance(store, order, 100)

    await orderReads(store, order.orderId, "approved")
    await waitUntilIdle(store)
    expect((await intentOf(store, balance.session.id)).status).toBe(
      "requires_capture"
    )
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, balance)).toEqual([100])
  })

  it("keeps the status that the merchant chose while a later payment is held", async () => {
    const order = await placeHeldOrder(store)
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    await setStatus(store, order, "in_packing")

    await addShirts(store, order, 1)
    await holdBalance(store, order, 100)

    await waitUntilIdle(store)
    expect(await orderStatus(store, order.orderId)).toBe("in_packing")
  })

  it("reads paid although its later payment is refunded, as the first one is not", async () => {
    const order = await placeHeldOrder(store)
    await addShirts(store, order, 1)
    const balance = await holdBalance(store, order, 100)
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")

    await store.stripe.dashboard.refund(balance.paymentIntentId)

    await waitUntil("the refund to be recorded", async () => {
      const { order: read } = await store.admin.admin.order.retrieve(
        order.orderId,
        { fields: "summary" }
      )
      return read.summary.refunded_total === 100
    })
    await waitUntilIdle(store)
    expect(await orderStatus(store, order.orderId)).toBe("paid")
  })

  it("reads partially paid when a part was captured, and is settled once the rest is paid by a second payment", async () => {
    const order = await placeHeldOrder(store)
    await captureByButton(order, 40)
    await orderReads(store, order.orderId, "partially_paid")

    await collectBalance(order)
    const balance = await holdBalance(store, order, 80)
    await orderReads(store, order.orderId, "approved")
    await captureByButton(order)

    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, order)).toEqual([40])
    expect(await capturesOf(store, balance)).toEqual([80])
    await waitUntilIdle(store)
    expect(await paymentStatusOf(order)).toBe("captured")
  })

  it.each([
    ["captured in the Dashboard a moment ago", noRow],
    ["captured before the process died", rowOfCapture],
  ])(
    "counts what was %s, although Medusa has not recorded it",
    async (_what, leave) => {
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)
      const balance = await holdBalance(store, order, 100)
      await reduceToOneShirt(store, order)
      await waitUntilIdle(store)
      await store.stripe.webhooks.pause()
      await store.stripe.dashboard.capture(balance.paymentIntentId)
      await leave(balance)

      await setStatus(store, order, "ready_for_capture")

      await orderReads(store, order.orderId, "paid")
      await store.stripe.webhooks.resume()
      await waitUntilIdle(store)
      expect(await capturesOf(store, balance)).toEqual([100])
      expect(await capturesOf(store, order)).toEqual([20])
    }
  )

  it("waits for a capture by Medusa's own button that is on its way", async () => {
    const order = await placeHeldOrder(store)
    await addShirts(store, order, 1)
    const balance = await holdBalance(store, order, 100)
    await reduceToOneShirt(store, order)
    await waitUntilIdle(store)
    const { id } = await paymentOf(store, balance.session.id)
    const { acted } = await store.stripe.actDuringNext(
      {
        method: "POST",
        path: new RegExp(`${balance.paymentIntentId}/capture$`),
      },
      async () => {
        await setStatus(store, order, "ready_for_capture")
        await waitUntilIdle(store)
      }
    )

    await store.admin.admin.payment.capture(id, {})

    await acted
    await orderReads(store, order.orderId, "paid")
    await waitUntilIdle(store)
    expect(await capturesOf(store, balance)).toEqual([100])
    expect(await capturesOf(store, order)).toEqual([20])
  })

  it("refuses a second part of one hold, whose rest Stripe has released", async () => {
    const order = await placeHeldOrder(store)

    const answers = await Promise.all([
      captureByButton(order, 3),
      captureByButton(order, 7),
    ])

    expect(answers.map(({ status }) => status).sort()).toEqual([
      "rejected",
      "succeeded",
    ])
    expect(await operationsOf(store, order.orderId)).toContainEqual(
      expect.objectContaining({
        status: "rejected",
        reason_code: "rest_was_released",
      })
    )
  })

  async function noRow(): Promise<void> {
    // Only Stripe knows of the capture.
  }

  /** Our row knows of the capture, core's tables do not. */
  async function rowOfCapture({
    session,
  }: Pick<HeldOrder, "session">): Promise<void> {
    await sql(
      store,
      `update stripe_checkout_payment
          set state = 'captured', amount_capturable = 0, amount_captured = 100
        where payment_session_id = :id returning id`,
      { id: session.id }
    )
  }

  async function captureByButton(
    { orderId }: HeldOrder,
    amount?: number
  ): Promise<{ readonly status: string }> {
    const { results } = await store.admin.client.fetch<{
      results: { status: string }[]
    }>(`/admin/stripe-checkout/orders/${orderId}/capture`, {
      method: "POST",
      body: amount === undefined ? {} : { amount },
    })
    return results[0] ?? { status: "none" }
  }

  /** As core's admin does when it is asked for a payment link. */
  async function collectBalance({ orderId }: HeldOrder): Promise<void> {
    await store.admin.client.fetch("/admin/payment-collections", {
      method: "POST",
      body: { order_id: orderId, amount: 80 },
    })
  }

  async function paymentStatusOf({ orderId }: HeldOrder): Promise<string> {
    const { order } = await store.admin.admin.order.retrieve(orderId)
    return order.payment_status
  }
})
