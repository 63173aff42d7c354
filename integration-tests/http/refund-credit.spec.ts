import { Modules } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { discrepanciesOf } from "../support/discrepancy-records"
import {
  ageCapturesAndRefunds,
  type HeldOrder,
  paymentOf,
  setStatus,
} from "../support/held-order"
import {
  placeSentOrder,
  receiveReturn,
  requestReturn,
} from "../support/after-sales"
import { addShirts } from "../support/order-balance"
import { orderReads, sql, synchronize } from "../support/order-records"
import { pendingOf, placePaidOrder, refundInAdmin } from "../support/paid-order"
import { createPaymentLink, refusalOfLink } from "../support/payment-links"
import { describeStripeStore } from "../support/stripe-store"
import { sweep, waitUntilIdle } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

/** An order of 120.00 EUR is placed; a shirt costs 100.00 EUR. */
describeStripeStore("What an order owes after a refund", (store) => {
  it("is what it owed before, and a payment link requests no more", async () => {
    const order = await placePaidOrder(store)
    await refundInAdmin(store, order, 30)
    await waitUntilIdle(store)
    await addShirts(store, order, 1)

    expect(await createPaymentLink(store, order)).toMatchObject({ amount: 100 })
    await orderReads(store, order.orderId, "partially_paid")
  })

  it("is what was added since, when a returned item was refunded", async () => {
    const order = await placeSentOrder(store)
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    await receiveReturn(store, order, await requestReturn(store, order))
    await refundInAdmin(store, order, 100)
    await waitUntilIdle(store)

    await addShirts(store, order, 1)

    await orderReads(store, order.orderId, "partially_paid")
    expect(await createPaymentLink(store, order)).toMatchObject({ amount: 100 })
  })

  it("is not the refund that was made in Medusa while an order edit was open", async () => {
    const order = await placePaidOrder(store)
    await startEdit(order)
    await expect(refundInAdmin(store, order, 30)).rejects.toThrow(
      /active order change/
    )
    await ageMoney(order)
    await synchronize(store, order.session.id)

    expect(await creditLinesOf(order)).toEqual([])
    expect(await refusalOfLink(store, order)).toMatch(/Nothing is outstanding/)
    expect(await openDiscrepanciesOf(order)).toEqual(["refund_credit_missing"])

    await store.admin.admin.orderEdit.confirm(order.orderId)
    await ageMoney(order)
    await synchronize(store, order.session.id)

    expect(await creditLinesOf(order)).toEqual([30])
    expect(await openDiscrepanciesOf(order)).toEqual([])
    expect(await createPaymentLink(store, order)).toMatchObject({ amount: 100 })
  })

  it("is not the refund that was made in Stripe's Dashboard while an order edit was open", async () => {
    const order = await placePaidOrder(store)
    await startEdit(order)

    await store.stripe.dashboard.refund(order.paymentIntentId, 3000)

    await waitUntil("the refund to be recorded", async () => {
      const { refunds = [] } = await paymentOf(store, order.session.id)
      return refunds.length === 1
    })
    await waitUntilIdle(store)
    await orderReads(store, order.orderId, "paid")
    expect(await refusalOfLink(store, order)).toMatch(/Nothing is outstanding/)

    // Core sends no event for the end of an order edit that nobody wanted.
    await ageMoney(order)
    await synchronize(store, order.session.id)
    await store.admin.admin.orderEdit.cancelRequest(order.orderId)
    await waitUntilIdle(store)
    expect(await openDiscrepanciesOf(order)).toEqual(["refund_credit_missing"])
    await sweep(store)

    expect(await creditLinesOf(order)).toEqual([30])
    expect(await pendingOf(store, order)).toBe(0)
  })

  it("is nothing after two refunds in Medusa at the same moment, which are made one after the other", async () => {
    const order = await placePaidOrder(store)

    await Promise.all([
      refundInAdmin(store, order, 20),
      refundInAdmin(store, order, 30),
    ])

    expect((await creditLinesOf(order)).sort()).toEqual([20, 30])
    expect(await pendingOf(store, order)).toBe(0)
  })

  it("is nothing after two refunds at the same moment by programs that run Medusa's workflow", async () => {
    const order = await placePaidOrder(store)
    const { id } = await paymentOf(store, order.session.id)

    await Promise.allSettled(
      [20, 30].map(async (amount) =>
        refundPaymentWorkflow(store.container).run({
          input: { payment_id: id, amount },
        })
      )
    )
    await waitUntilIdle(store)
    await ageMoney(order)
    await synchronize(store, order.session.id)

    expect(await pendingOf(store, order)).toBe(0)
    expect(await openDiscrepanciesOf(order)).toEqual([])
    await addShirts(store, order, 1)
    expect(await createPaymentLink(store, order)).toMatchObject({ amount: 100 })
  })

  it("is right again after two such programs made Medusa write the order twice", async () => {
    const order = await placePaidOrder(store)
    await refundInAdmin(store, order, 30)
    await waitUntilIdle(store)
    await doubleNewestVersion(order)
    await expect(startEdit(order)).rejects.toThrow(/active order change/)
    expect(await itemsOf(order)).toBe(2)
    await ageMoney(order)

    await synchronize(store, order.session.id)

    expect(await itemsOf(order)).toBe(1)
    expect(await creditLinesOf(order)).toEqual([30])
    await addShirts(store, order, 1)
    expect(await pendingOf(store, order)).toBe(100)
    expect(await createPaymentLink(store, order)).toMatchObject({ amount: 100 })
  })

  it("can be changed again after the database failed while core was undoing a refund", async () => {
    const order = await placePaidOrder(store)
    await waitUntilIdle(store)
    await leaveCreditChangeOpen(order)
    await expect(startEdit(order)).rejects.toThrow(/active order change/)

    await sweep(store)

    expect(await creditChangesOf(order)).toEqual(["canceled"])
    await addShirts(store, order, 1)
    expect(await createPaymentLink(store, order)).toMatchObject({ amount: 100 })
  })

  it("leaves no change open behind a canceled order", async () => {
    const order = await placePaidOrder(store)
    await refundInAdmin(store, order, 120)
    await store.admin.admin.order.cancel(order.orderId)
    await waitUntilIdle(store)
    await leaveCreditChangeOpen(order)

    await sweep(store)

    const changes = await creditChangesOf(order)
    expect(changes).toContain("canceled")
    expect(changes).not.toContain("pending")
  })

  it("does not change while core may still be writing a credit line", async () => {
    const order = await placePaidOrder(store)
    await waitUntilIdle(store)
    await beginCreditChange(order)

    await synchronize(store, order.session.id)

    expect(await creditChangesOf(order)).toEqual(["pending"])

    await ageCreditChanges(order)
    await synchronize(store, order.session.id)
    expect(await creditChangesOf(order)).toEqual(["canceled"])
  })

  it("does not change when a refund's transaction is written once more", async () => {
    const order = await placePaidOrder(store)
    await refundInAdmin(store, order, 30)
    await waitUntilIdle(store)
    const [{ id } = { id: "" }] = await sql<{ id: string }>(
      store,
      `select id from order_transaction where order_id = :orderId and amount < 0`,
      order
    )
    await store.container.resolve(Modules.ORDER).deleteOrderTransactions([id])
    await ageMoney(order)

    await synchronize(store, order.session.id)

    expect(await creditLinesOf(order)).toEqual([30])
    expect(await pendingOf(store, order)).toBe(0)
  })

  async function startEdit({ orderId }: HeldOrder): Promise<void> {
    const { orderEdit } = store.admin.admin
    await orderEdit.initiateRequest({ order_id: orderId })
    await orderEdit.addItems(orderId, {
      items: [{ variant_id: store.seed.variantId, quantity: 1 }],
    })
  }

  async function beginCreditChange({
    orderId,
  }: Pick<HeldOrder, "orderId">): Promise<void> {
    await store.container.resolve(Modules.ORDER).createOrderChange({
      order_id: orderId,
      change_type: "credit_line",
    })
  }

  async function leaveCreditChangeOpen(order: HeldOrder): Promise<void> {
    await beginCreditChange(order)
    await ageCreditChanges(order)
  }

  async function creditChangesOf({ orderId }: HeldOrder): Promise<string[]> {
    const changes = await sql<{ status: string }>(
      store,
      `select status from order_change
        where order_id = :orderId and change_type = 'credit_line' and deleted_at is null`,
      { orderId }
    )
    return changes.map(({ status }) => status)
  }

  /** Both have confirmed the change of one of them, and the other's stays open. */
  async function doubleNewestVersion({ orderId }: HeldOrder): Promise<void> {
    await beginCreditChange({ orderId })
    const columns = {
      order_item:
        "item_id, quantity, raw_quantity, fulfilled_quantity, raw_fulfilled_quantity, shipped_quantity, raw_shipped_quantity, return_requested_quantity, raw_return_requested_quantity, return_received_quantity, raw_return_received_quantity, return_dismissed_quantity, raw_return_dismissed_quantity, written_off_quantity, raw_written_off_quantity, unit_price, raw_unit_price",
      order_shipping: "shipping_method_id",
      order_credit_line:
        "reference, reference_id, amount, raw_amount, metadata",
      order_summary: "totals",
    }
    for (const [table, names] of Object.entries(columns)) {
      await sql(
        store,
        `insert into ${table} (id, order_id, version, ${names})
         select r.id || 'copy', r.order_id, r.version, r.${names.replaceAll(", ", ", r.")} from ${table} r
           join "order" o on o.id = r.order_id and o.version = r.version
          where o.id = :orderId returning id`,
        { orderId }
      )
    }
  }

  async function itemsOf({ orderId }: HeldOrder): Promise<number> {
    const { order } = await store.admin.admin.order.retrieve(orderId)
    return order.items.length
  }

  /** Core may still be at work on what is younger. */
  async function ageMoney(order: HeldOrder): Promise<void> {
    await ageCapturesAndRefunds(store, order)
    await ageCreditChanges(order)
  }

  async function ageCreditChanges({ orderId }: HeldOrder): Promise<void> {
    await sql(
      store,
      `update order_change set created_at = created_at - interval '1 hour'
        where order_id = :orderId and change_type = 'credit_line' returning id`,
      { orderId }
    )
  }

  async function creditLinesOf({ orderId }: HeldOrder): Promise<number[]> {
    const rows = await sql<{ amount: string }>(
      store,
      `select l.amount from order_credit_line l
         join "order" o on o.id = l.order_id and o.version = l.version
        where o.id = :orderId and l.deleted_at is null order by l.created_at`,
      { orderId }
    )
    return rows.map(({ amount }) => Number(amount))
  }

  async function openDiscrepanciesOf({
    session,
  }: HeldOrder): Promise<string[]> {
    const found = await discrepanciesOf(store, session.id)
    return found
      .filter(({ status }) => status === "open")
      .map(({ kind }) => kind)
  }
})
