import {
  ageCapturesAndRefunds,
  type HeldOrder,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { holdByLink, type LinkedHold } from "../support/linked-hold"
import { addShirts, reduceToOneShirt } from "../support/order-balance"
import {
  captureByCard,
  capturedInMedusa,
  readCard,
  releaseByCard,
} from "../support/order-card"
import {
  operationsOf,
  orderReads,
  orderStatus,
  sql,
} from "../support/order-records"
import { pendingOf } from "../support/paid-order"
import { createPaymentLink } from "../support/payment-links"
import { changeSettings } from "../support/settings"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { makeRetriesDue, tick, waitUntilIdle } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

/** 120.00 EUR are held when an order is placed; a shirt more costs 100.00 EUR, paid by link. */
describeStripeStore("An order whose payments end differently", (store) => {
  afterEach(async () => {
    await store.stripe.restoreKey()
    await store.stripe.webhooks.resume()
    await store.stripe.clearFaults()
  })

  it("has what is captured refunded and what is held released when it is canceled", async () => {
    const { order, balance } = await twoHolds()
    await captureFirst(order)

    await store.admin.admin.order.cancel(order.orderId)

    await ends(balance, "canceled")
    await waitUntil(
      "the refund",
      async () => (await refundedAtStripe(order)) === 12000
    )
    await waitUntilIdle(store)
    expect(await amountsOf(order, balance)).toEqual([
      { captured: 120, refunded: 120 },
      { captured: 0, refunded: 0 },
    ])
    expect(await orderStatus(store, order.orderId)).toBe("approved")
  })

  it("has both payments refunded once when it is canceled", async () => {
    const { order, balance } = await twoHolds()
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    await waitUntilIdle(store)

    await store.admin.admin.order.cancel(order.orderId)

    await waitUntilIdle(store)
    expect(await refundedAtStripe(order)).toBe(12000)
    expect(await refundedAtStripe(balance)).toBe(10000)
    expect(await amountsOf(order, balance)).toEqual([
      { captured: 120, refunded: 120 },
      { captured: 100, refunded: 100 },
    ])
  })

  it("reads partially paid when the later hold lapses, and is paid with a third payment", async () => {
    const { order, balance } = await twoHolds()
    await captureFirst(order)

    await store.stripe.lapseAuthorization(balance.paymentIntentId)

    await orderReads(store, order.orderId, "partially_paid")
    const third = await holdByLink(store, order)
    expect(third.link.amount).toBe(100)
    await orderReads(store, order.orderId, "approved")
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    await isSettledInMedusa(order)
  })

  it("captures what is still held when another hold was released in the Dashboard unnoticed", async () => {
    const { order, balance } = await twoHolds()
    await waitUntilIdle(store)
    await store.stripe.webhooks.pause()
    await store.stripe.dashboard.cancel(balance.paymentIntentId)

    await setStatus(store, order, "ready_for_capture")

    await orderReads(store, order.orderId, "partially_paid")
    expect(await capturedInMedusa(store, { ...order })).toEqual([120])
    await waitUntilIdle(store)
    const card = await readCard(store, order.orderId)
    expect(card.is_pending).toBe(false)
    expect(card.payment_link).toMatchObject({ allowed: true, amount: 100 })
  })

  it("owes what a capture of a part in the Dashboard has left", async () => {
    const { order, balance } = await twoHolds()
    await store.stripe.dashboard.capture(balance.paymentIntentId, 3000)
    await waitUntil(
      "the part to be recorded",
      async () => (await capturedIn(balance)).join() === "30"
    )
    expect(await orderStatus(store, order.orderId)).toBe("approved")

    await setStatus(store, order, "ready_for_capture")

    await orderReads(store, order.orderId, "partially_paid")
    const rest = await holdByLink(store, order)
    expect(rest.link.amount).toBe(70)
    await orderReads(store, order.orderId, "approved")
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    await isSettledInMedusa(order)
  })

  it("retries only the capture that failed", async () => {
    const { order, balance } = await twoHolds()
    await captureFirst(order)
    await waitUntilIdle(store)
    await store.stripe.setNextCaptureOutcome({ code: "card_declined" })
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "capture_failed")

    await setStatus(store, order, "ready_for_capture")

    await orderReads(store, order.orderId, "paid")
    expect(await capturedInMedusa(store, order)).toEqual([120])
    expect(await capturedIn(balance)).toEqual([100])
    await isSettledInMedusa(order)
  })

  it("is paid once the hold whose capture failed is not needed any more", async () => {
    const { order, balance } = await twoHolds()
    await captureFirst(order)
    await waitUntilIdle(store)
    await store.stripe.setNextCaptureOutcome({ code: "card_declined" })
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "capture_failed")

    await reduceToOneShirt(store, order)

    await ends(balance, "canceled")
    await orderReads(store, order.orderId, "paid")
    await isSettledInMedusa(order)
  })

  it("keeps a hold that it does not need where the shop wants that, until a merchant releases it", async () => {
    const { order, balance } = await twoHolds()
    await changeSettings(store, { surplus_holds: "keep" })
    await reduceToOneShirt(store, order)
    await waitUntilIdle(store)

    await setStatus(store, order, "ready_for_capture")

    await orderReads(store, order.orderId, "paid")
    await waitUntilIdle(store)
    expect((await intentOf(store, balance.session.id)).status).toBe(
      "requires_capture"
    )
    await changeSettings(store, { surplus_holds: "release" })
    await releaseByCard(store, order)
    await ends(balance, "canceled")
    await waitUntilIdle(store)
    expect(await orderStatus(store, order.orderId)).toBe("paid")
    await isSettledInMedusa(order)
  })

  it("captures an amount over both holds, oldest first, and the rest is requested again", async () => {
    const { order, balance } = await twoHolds()

    const { results } = await captureByCard(store, order, { amount: 150 })

    expect(results.map(({ status }) => status)).toEqual([
      "succeeded",
      "succeeded",
    ])
    expect(await capturedInMedusa(store, order)).toEqual([120])
    expect(await capturedIn(balance)).toEqual([30])
    await orderReads(store, order.orderId, "partially_paid")
    expect((await createPaymentLink(store, order)).amount).toBe(70)
  })

  it("captures nothing beyond what is held when more is requested", async () => {
    const { order, balance } = await twoHolds()

    const { results } = await captureByCard(store, order, { amount: 500 })

    expect(results.map(({ status }) => status).sort()).toContain("rejected")
    await waitUntilIdle(store)
    expect(await pendingOf(store, order)).toBeGreaterThanOrEqual(0)
    expect(await operationsOf(store, order.orderId)).toContainEqual(
      expect.objectContaining({ reason_code: "amount_exceeds_hold" })
    )
    expect((await intentOf(store, balance.session.id)).amount_received).toBe(0)
  })

  it("is captured once although every button and the status request it at the same moment", async () => {
    const { order, balance } = await twoHolds()
    const [first, second] = await Promise.all([
      medusaPaymentOf(order),
      medusaPaymentOf(balance),
    ])
    const { payment } = store.admin.admin

    await Promise.allSettled([
      payment.capture(first, {}),
      setStatus(store, order, "ready_for_capture"),
      captureByCard(store, order),
      payment.capture(second, {}),
      captureByCard(store, order, { amount: 100 }),
    ])

    // Of two captures at the same moment, core may count one; repaired once the rows are old enough.
    await waitUntilIdle(store)
    await ageCapturesAndRefunds(store, order)
    await ageCapturesAndRefunds(store, balance)
    await makeDue(order)
    await orderReads(store, order.orderId, "paid")
    await waitUntilIdle(store)
    expect(await capturedInMedusa(store, order)).toEqual([120])
    expect(await capturedIn(balance)).toEqual([100])
    expect(await pendingOf(store, order)).toBe(0)
  })

  it("captures both holds once Stripe accepts the key again", async () => {
    const { order, balance } = await twoHolds()
    await waitUntilIdle(store)
    await store.stripe.loseKey("other_account")
    await setStatus(store, order, "ready_for_capture")
    await waitUntil(
      "a request to wait",
      async () => (await operationsOf(store, order.orderId)).length
    )
    await waitUntilIdle(store)
    const captures = (await operationsOf(store, order.orderId)).filter(
      ({ kind }) => kind === "capture"
    )
    expect(new Set(captures.map(({ status }) => status))).toEqual(
      new Set(["pending"])
    )

    await store.stripe.restoreKey()
    await makeRetriesDue(store)
    await tick(store)

    await orderReads(store, order.orderId, "paid")
    expect(await capturedInMedusa(store, order)).toEqual([120])
    expect(await capturedIn(balance)).toEqual([100])
  })

  async function makeDue({ orderId }: HeldOrder): Promise<void> {
    await store.admin.client.fetch(
      `/admin/stripe-checkout/orders/${orderId}/synchronize`,
      { method: "POST", body: {} }
    )
  }

  async function twoHolds(): Promise<{
    readonly order: HeldOrder
    readonly balance: LinkedHold
  }> {
    const order = await placeHeldOrder(store)
    await addShirts(store, order, 1)
    return { order, balance: await holdByLink(store, order) }
  }

  /** With core's own button. */
  async function captureFirst(order: HeldOrder): Promise<void> {
    await store.admin.admin.payment.capture(await medusaPaymentOf(order), {})
    await waitUntil(
      "the first payment to be captured",
      async () => (await capturedInMedusa(store, order)).join() === "120"
    )
    await waitUntilIdle(store)
    expect(await orderStatus(store, order.orderId)).toBe("approved")
  }

  /** Core cancels the payment of an edited order, until it is restored. */
  async function medusaPaymentOf({
    session,
  }: Pick<HeldOrder, "session">): Promise<string> {
    return waitUntil("the payment to be restored", async () => {
      const [row] = await sql<{ id: string; canceled_at: unknown }>(
        store,
        `select id, canceled_at from payment where payment_session_id = :id`,
        { id: session.id }
      )
      return row && !row.canceled_at && row.id
    })
  }

  function capturedIn({ session }: LinkedHold): Promise<number[]> {
    return capturedInMedusa(store, { orderId: "", session })
  }

  async function ends(
    { session }: Pick<HeldOrder, "session">,
    status: string
  ): Promise<void> {
    await waitUntil(`the hold to be ${status}`, async () => {
      const intent = await intentOf(store, session.id)
      return intent.status === status
    })
  }

  async function refundedAtStripe({
    paymentIntentId,
  }: Pick<HeldOrder, "paymentIntentId">): Promise<number> {
    const { refunds } = await store.stripe.ledger()
    return refunds
      .filter(
        ({ payment_intent, balance_transaction }) =>
          payment_intent === paymentIntentId && balance_transaction !== null
      )
      .reduce((sum, { amount }) => sum + amount, 0)
  }

  async function amountsOf(...payments: Pick<HeldOrder, "session">[]) {
    return Promise.all(
      payments.map(async ({ session }) => {
        const [row] = await sql<{ captured: string; refunded: string }>(
          store,
          `select (select coalesce(sum(amount), 0) from capture
                    where payment_id = p.id and deleted_at is null) as captured,
                  (select coalesce(sum(amount), 0) from refund
                    where payment_id = p.id and deleted_at is null) as refunded
             from payment p where p.payment_session_id = :id`,
          { id: session.id }
        )
        return {
          captured: Number(row?.captured),
          refunded: Number(row?.refunded),
        }
      })
    )
  }

  async function isSettledInMedusa({ orderId }: HeldOrder): Promise<void> {
    await waitUntilIdle(store)
    expect(await pendingOf(store, { orderId })).toBe(0)
    const { order } = await store.admin.admin.order.retrieve(orderId)
    expect(order.payment_status).toBe("captured")
  }
})
