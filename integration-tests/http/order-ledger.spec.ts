import { Modules } from "@medusajs/framework/utils"
import {
  ageCapturesAndRefunds,
  type HeldOrder,
  paymentOf,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { only } from "../support/only"
import { orderReads, sql, synchronize } from "../support/order-records"
import { pendingOf, placePaidOrder } from "../support/paid-order"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

/** What a crash or two concurrent programs can leave behind in an order's ledger. */
describeStripeStore("The ledger of an order", (store) => {
  it("drops a duplicate transaction", async () => {
    const order = await placePaidOrder(store)
    const { captures } = await paymentOf(store, order.session.id)
    await store.container.resolve(Modules.ORDER).addOrderTransactions({
      order_id: order.orderId,
      amount: 120,
      currency_code: "eur",
      reference: "capture",
      reference_id: only(captures ?? []).id,
    })
    expect(await transactionsOf(order)).toEqual([120, 120])
    await ageCapturesAndRefunds(store, order)

    await synchronize(store, order.session.id)

    expect(await transactionsOf(order)).toEqual([120])
    expect(await pendingOf(store, order)).toBe(0)
  })

  it("gets a transaction that was never written", async () => {
    const order = await placePaidOrder(store)
    const [transaction] = await sql<{ id: string }>(
      store,
      `select id from order_transaction where order_id = :id`,
      { id: order.orderId }
    )
    const orders = store.container.resolve(Modules.ORDER)
    await orders.deleteOrderTransactions([transaction?.id ?? ""])
    expect(await transactionsOf(order)).toEqual([])
    await ageCapturesAndRefunds(store, order)

    await synchronize(store, order.session.id)

    expect(await transactionsOf(order)).toEqual([120])
    expect(await pendingOf(store, order)).toBe(0)
  })

  it("keeps transactions that have nothing to do with the payment", async () => {
    const order = await placePaidOrder(store)
    const orders = store.container.resolve(Modules.ORDER)
    await orders.addOrderTransactions({
      order_id: order.orderId,
      amount: 5,
      currency_code: "eur",
      reference: "cash",
      reference_id: "till_1",
    })
    await ageCapturesAndRefunds(store, order)

    await synchronize(store, order.session.id)

    expect(await transactionsOf(order)).toEqual([120, 5])
    const [cash] = await sql<{ id: string }>(
      store,
      `select id from order_transaction where reference = 'cash'`
    )
    await orders.deleteOrderTransactions([cash?.id ?? ""])
  })

  it("keeps a refund that Stripe has not paid out yet", async () => {
    const order = await placePaidOrder(store)
    await store.stripe.setSwitch("balance_covers_refunds", false)
    const { id } = await paymentOf(store, order.session.id)
    await store.admin.admin.payment.refund(id, { amount: 10 })
    await store.stripe.setSwitch("balance_covers_refunds", true)
    await ageCapturesAndRefunds(store, order)

    await synchronize(store, order.session.id)

    expect(await transactionsOf(order)).toEqual([120, -10])
  })

  it("drops a refund that failed at Stripe afterwards", async () => {
    const order = await placePaidOrder(store)
    await store.stripe.setSwitch("balance_covers_refunds", false)
    const { id } = await paymentOf(store, order.session.id)
    await store.admin.admin.payment.refund(id, { amount: 10 })
    await store.stripe.setSwitch("balance_covers_refunds", true)
    await ageCapturesAndRefunds(store, order)
    const { refunds } = await store.stripe.ledger()
    const refund = refunds.find(
      ({ payment_intent }) => payment_intent === order.paymentIntentId
    )

    await store.stripe.settleRefund(refund?.id ?? "", "failed")
    await synchronize(store, order.session.id)

    expect(await transactionsOf(order)).toEqual([120])
    const { order: after } = await store.admin.admin.order.retrieve(
      order.orderId,
      { fields: "payment_status" }
    )
    expect(after.payment_status).toBe("captured")
    // Medusa promised the refund and Stripe did not pay it, so it is still due to the shopper.
    expect(await pendingOf(store, order)).toBe(-10)
  })

  it("counts the refund of a canceled order once, even though core makes it reference the payment", async () => {
    const order = await placePaidOrder(store)
    await store.admin.admin.order.cancel(order.orderId)
    await ageCapturesAndRefunds(store, order)

    await synchronize(store, order.session.id)

    expect(await transactionsOf(order)).toEqual([120, -120])
  })

  it("drops a canceled order's refund that Stripe refused, and the payment needs manual review", async () => {
    const order = await placePaidOrder(store)
    await store.stripe.failNext({
      kind: "http_500_before",
      path: "/v1/refunds",
      times: 10,
    })
    await store.admin.admin.order.cancel(order.orderId)
    await store.stripe.clearFaults()
    expect(await transactionsOf(order)).toEqual([120, -120])
    await ageCapturesAndRefunds(store, order)

    const result = await synchronize(store, order.session.id)

    expect(result.requires_manual_review).toBe(true)
    expect(await transactionsOf(order)).toEqual([120])
    await store.stripe.dashboard.refund(order.paymentIntentId)
    await waitUntil("the refund to be recorded", async () => {
      const amounts = await transactionsOf(order)
      return amounts.join() === "120,-120"
    })
  })

  it("drops a capture that never reached Stripe, and the money can then be captured", async () => {
    const order = await placeHeldOrder(store)
    const { id } = await paymentOf(store, order.session.id)
    await sql(
      store,
      `insert into capture (id, amount, raw_amount, payment_id, created_at, updated_at)
       values ('capt_ghost', 120, '{"value":"120","precision":20}', :id,
               now() - interval '1 hour', now() - interval '1 hour') returning id`,
      { id }
    )

    await setStatus(store, order, "ready_for_capture")

    await orderReads(store, order.orderId, "paid")
    expect(await transactionsOf(order)).toEqual([120])
  })

  async function transactionsOf({ orderId }: HeldOrder): Promise<number[]> {
    const rows = await sql<{ amount: string }>(
      store,
      `select amount from order_transaction
        where order_id = :orderId and deleted_at is null order by created_at, id`,
      { orderId }
    )
    return rows.map(({ amount }) => Number(amount))
  }
})
