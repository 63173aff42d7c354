import { discrepanciesOf } from "../support/discrepancy-records"
import {
  ageCapturesAndRefunds,
  type HeldOrder,
  paymentOf,
  placeHeldOrder,
} from "../support/held-order"
import { orderReads, sql, synchronize } from "../support/order-records"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntilIdle } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

describeStripeStore("A refund", (store) => {
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
    const first = refundInAdmin(order, 30).catch((error: unknown) => error)
    await waitUntil("the first refund to be on its way", async () => {
      const held = await store.stripe.held()
      return held.length > 0
    })
    await refundInAdmin(order, 30)
    expect(await first).toBeInstanceOf(Error)
    expect(await refundsAtStripe(order)).toEqual([3000])

    await refundInAdmin(order, 30)
    await refundInAdmin(order, 30)

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
      refundInAdmin(order, 10),
      refundInAdmin(order, 30),
      refundInAdmin(order, 5),
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

  async function refundInAdmin({ session }: HeldOrder, amount: number) {
    const { id } = await paymentOf(store, session.id)
    await store.admin.admin.payment.refund(id, { amount })
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
