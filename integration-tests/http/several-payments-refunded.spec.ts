import {
  ageCapturesAndRefunds,
  type HeldOrder,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { holdByLink, type LinkedHold } from "../support/linked-hold"
import { addShirts, startAddingShirts } from "../support/order-balance"
import { captureByCard } from "../support/order-card"
import {
  orderReads,
  orderStatus,
  sql,
  synchronize,
} from "../support/order-records"
import { pendingOf, refundInAdmin } from "../support/paid-order"
import { createPaymentLink, refusalOfLink } from "../support/payment-links"
import { recordPublicEvents } from "../support/public-events"
import { describeStripeStore } from "../support/stripe-store"
import { sweep, waitUntilIdle } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

/** 120.00 EUR and 100.00 EUR, each captured. */
describeStripeStore("A refund of an order with several payments", (store) => {
  const events = recordPublicEvents(store)

  afterEach(async () => {
    await store.stripe.webhooks.resume()
    await store.stripe.clearFaults()
  })

  it("moves each amount once, although the admin and the Dashboard refund both payments at the same moment", async () => {
    const { order, balance } = await paidTwice()

    await Promise.all([
      refundInAdmin(store, order, 10),
      refundInAdmin(store, balance, 20),
      store.stripe.dashboard.refund(order.paymentIntentId, 3000),
      store.stripe.dashboard.refund(balance.paymentIntentId, 4000),
      refundInAdmin(store, balance, 5),
    ])

    // What arrives at the same moment may be recorded in other parts.
    await recordedInAll(order, 40)
    await recordedInAll(balance, 65)
    await waitUntilIdle(store)
    expect(await pendingOf(store, order)).toBe(0)
    expect(await orderStatus(store, order.orderId)).toBe("paid")
  })

  it("of everything, payment by payment, makes the order read refunded once", async () => {
    const { order, balance } = await paidTwice()

    await store.stripe.dashboard.refund(order.paymentIntentId)
    await recorded(order, [120])
    await waitUntilIdle(store)
    expect(await orderStatus(store, order.orderId)).toBe("paid")

    await refundInAdmin(store, balance, 100)
    await orderReads(store, order.orderId, "refunded")
    expect(await refusalOfLink(store, order)).toContain(
      "Nothing is outstanding"
    )
  })

  it("that fails later on one of them is due to the customer again, and the order reads paid", async () => {
    const { order, balance } = await paidTwice()
    await refundInAdmin(store, order, 120)
    await refundInAdmin(store, balance, 100)
    await orderReads(store, order.orderId, "refunded")
    await ageCapturesAndRefunds(store, order)
    await ageCapturesAndRefunds(store, balance)

    await store.stripe.settleRefund(await refundIdOf(balance), "failed")

    await events.first(balance.session.id, "refund_failed")
    await orderReads(store, order.orderId, "paid")
    await waitUntilIdle(store)
    expect(await pendingOf(store, order)).toBe(-100)
    expect(events.about(order.session.id, "refund_failed")).toEqual([])

    await refundInAdmin(store, balance, 100)
    await orderReads(store, order.orderId, "refunded")
    await waitUntilIdle(store)
    expect(await pendingOf(store, order)).toBe(0)
  })

  it("of exactly the released rest of one payment is recorded beside another payment of that amount", async () => {
    const order = await placeHeldOrder(store)
    await captureByCard(store, order, { amount: 60 })
    await orderReads(store, order.orderId, "partially_paid")
    const balance = await holdByLink(store, order)
    expect(balance.link.amount).toBe(60)
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    await waitUntilIdle(store)

    await Promise.all([
      store.stripe.dashboard.refund(order.paymentIntentId, 6000),
      store.stripe.dashboard.refund(balance.paymentIntentId, 6000),
    ])

    await orderReads(store, order.orderId, "refunded")
    await recorded(order, [60])
    await recorded(balance, [60])
  })

  it("does not make the order owe it again, although the merchant had given a credit before and edits the order", async () => {
    const order = await placeHeldOrder(store)
    await giveCredit(order, 20)
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    await waitUntilIdle(store)
    await startAddingShirts(store, order, 1)
    await store.stripe.dashboard.refund(order.paymentIntentId, 3000)
    await recorded(order, [30])
    await ageCapturesAndRefunds(store, order)
    await synchronize(store, order.session.id)

    expect(await refusalOfLink(store, order)).toContain(
      "Nothing is outstanding"
    )

    await store.admin.admin.orderEdit.cancelRequest(order.orderId)
    await sweep(store)
    await waitUntil(
      "the credit for the refund",
      async () => (await pendingOf(store, order)) === 0
    )
    await addShirts(store, order, 1)
    expect((await createPaymentLink(store, order)).amount).toBe(100)
  })

  it("of one payment is no reason to capture the other's hold once more", async () => {
    const order = await placeHeldOrder(store)
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    await addShirts(store, order, 1)
    const balance = await holdByLink(store, order)
    await refundInAdmin(store, order, 50)
    await waitUntilIdle(store)

    await setStatus(store, order, "ready_for_capture")

    await orderReads(store, order.orderId, "paid")
    await waitUntilIdle(store)
    expect(await pendingOf(store, order)).toBe(0)
    await store.stripe.dashboard.refund(balance.paymentIntentId)
    await recorded(balance, [100])
  })

  async function paidTwice(): Promise<{
    readonly order: HeldOrder
    readonly balance: LinkedHold
  }> {
    const order = await placeHeldOrder(store)
    await addShirts(store, order, 1)
    const balance = await holdByLink(store, order)
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    await waitUntilIdle(store)
    return { order, balance }
  }

  async function recordedInAll(
    { session }: Pick<HeldOrder, "session">,
    amount: number
  ): Promise<void> {
    await waitUntil(`refunds of ${amount} in all`, async () => {
      const [row] = await sql<{ amount: number }>(
        store,
        `select sum(r.amount)::float8 as amount from refund r
           join payment p on p.id = r.payment_id
          where p.payment_session_id = :id and r.deleted_at is null`,
        { id: session.id }
      )
      return (
        row?.amount === amount || Promise.reject(new Error(`${row?.amount}`))
      )
    })
  }

  /** Sorted by amount. */
  async function recorded(
    { session }: Pick<HeldOrder, "session">,
    amounts: number[]
  ): Promise<void> {
    await waitUntil(`refunds of ${amounts.join(", ")}`, async () => {
      const rows = await sql<{ amount: string }>(
        store,
        `select r.amount from refund r join payment p on p.id = r.payment_id
          where p.payment_session_id = :id and r.deleted_at is null
          order by r.amount`,
        { id: session.id }
      )
      const found = rows.map(({ amount }) => Number(amount))
      return (
        found.join() === amounts.join() ||
        Promise.reject(new Error(found.join()))
      )
    })
  }

  async function refundIdOf({ paymentIntentId }: LinkedHold): Promise<string> {
    const { refunds } = await store.stripe.ledger()
    const found = refunds.find(
      ({ payment_intent }) => payment_intent === paymentIntentId
    )
    return String(found?.id)
  }

  async function giveCredit(
    { orderId }: HeldOrder,
    amount: number
  ): Promise<void> {
    await store.admin.client.fetch(`/admin/orders/${orderId}/credit-lines`, {
      method: "POST",
      body: { amount, reference: "goodwill", reference_id: "goodwill" },
    })
  }
})
