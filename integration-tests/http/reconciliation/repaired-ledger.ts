import { Modules } from "@medusajs/framework/utils"
import { discrepanciesOf } from "../../support/discrepancy-records"
import {
  capturesOf,
  type HeldOrder,
  paymentOf,
  placeHeldOrder,
  setStatus,
} from "../../support/held-order"
import { only } from "../../support/only"
import { orderReads, sql } from "../../support/order-records"
import { payloadFor, type PublicEvents } from "../../support/public-events"
import {
  corruptSummary,
  duplicateSummary,
  summaryTotalsOf,
} from "../../support/order-summaries"
import type { StripeStore } from "../../support/stripe-store"
import { sweep } from "../../support/sweep"

/** What a crash inside core leaves behind: the sweep repairs it and records the amounts on both sides. */
export function repairsLedgers(store: StripeStore, events: PublicEvents): void {
  it("records a capture that only Stripe had, with the amounts on both sides", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.dashboard.capture(order.paymentIntentId)

    await sweep(store)

    expect(await capturesOf(store, order)).toEqual([120])
    const found = only(await discrepanciesOf(store, order.session.id))
    expect(found).toEqual({
      kind: "record_capture",
      status: "repaired",
      reason_code: "event_missed",
      reason_params: {
        actions: expect.stringContaining("record_capture") as string,
      },
      order_id: order.orderId,
      medusa_captured: 0,
      medusa_refunded: 0,
      stripe_capturable: 0,
      stripe_captured: 120,
      stripe_refunded: 0,
      resolved_at: expect.any(Date) as Date,
    })
    const published = await events.first(order.session.id, "discrepancy_found")
    expect(published).toEqual(
      payloadFor(order, {
        reason: expect.stringContaining("record capture") as string,
      })
    )
  })

  it("deletes a capture that never reached Stripe, and reports the amount that Medusa had recorded", async () => {
    const order = await placeSettledOrder()
    await addOrphan(order, { table: "capture", amount: 120 })

    await sweep(store)

    expect(await capturesOf(store, order)).toEqual([])
    expect(only(await discrepanciesOf(store, order.session.id))).toMatchObject({
      kind: "delete_orphan_capture",
      status: "repaired",
      medusa_captured: 120,
      stripe_captured: 0,
      stripe_capturable: 120,
    })
  })

  it("deletes a refund that never reached Stripe, and reports the amount that Medusa had recorded", async () => {
    const order = await placePaidOrder()
    await addOrphan(order, { table: "refund", amount: 10 })

    await sweep(store)

    expect(await refundsOf(order)).toEqual([])
    expect(only(await discrepanciesOf(store, order.session.id))).toMatchObject({
      kind: "delete_orphan_refund",
      medusa_captured: 120,
      medusa_refunded: 10,
      stripe_captured: 120,
      stripe_refunded: 0,
    })
  })

  it("deletes such a refund even if the order was paid weeks ago", async () => {
    const order = await placePaidOrder()
    const { id } = await paymentOf(store, order.session.id)
    await sql(
      store,
      `update payment set updated_at = now() - interval '20 days' where id = :id returning id`,
      { id }
    )
    await addOrphan(order, { table: "refund", amount: 10 })

    await sweep(store)

    const left = await refundsOf(order)
    await sql(
      store,
      `update refund set deleted_at = now() where payment_id = :id returning id`,
      { id }
    )
    expect(left).toEqual([])
  })

  it("leaves a capture alone that core may still be writing", async () => {
    const order = await placeSettledOrder()
    await addOrphan(order, {
      table: "capture",
      amount: 120,
      age: "1 second",
    })

    await sweep(store)

    expect(await capturesOf(store, order)).toEqual([120])
    expect(await kindsOf(order)).toEqual([])
    await age(order)
    await sweep(store)
    expect(await capturesOf(store, order)).toEqual([])
  })

  it("marks a payment as captured when core's capture was interrupted", async () => {
    const order = await placePaidOrder()
    const { id } = await paymentOf(store, order.session.id)
    await sql(
      store,
      `update payment set captured_at = null where id = :id returning id`,
      { id }
    )
    await removeTransactions(order)
    await age(order)

    await sweep(store)

    const payment = await paymentOf(store, order.session.id)
    expect(payment.captured_at).not.toBeNull()
    expect(await transactionsOf(order)).toEqual([120])
  })

  it("adds a missing transaction and deletes a duplicate one", async () => {
    const lacking = await placePaidOrder()
    await removeTransactions(lacking)
    await age(lacking)
    const doubled = await placePaidOrder()
    await repeatTransaction(doubled)
    await age(doubled)

    await sweep(store)

    expect(await transactionsOf(lacking)).toEqual([120])
    expect(await transactionsOf(doubled)).toEqual([120])
    expect(await kindsOf(lacking)).toEqual(["add_order_transaction"])
    expect(await kindsOf(doubled)).toEqual(["delete_order_transactions"])
  })

  it("recalculates an order summary that missed a concurrent change", async () => {
    const order = await placePaidOrder()
    await age(order)
    await corruptSummary(store, order)

    await sweep(store)

    expect(await summaryTotalsOf(store, order)).toEqual([120])
    expect(await kindsOf(order)).toEqual(["recalculate_order_summary"])
  })

  it("recalculates both summaries that core wrote for two concurrent changes", async () => {
    const order = await placePaidOrder()
    await age(order)
    await duplicateSummary(store, order)
    await corruptSummary(store, order)

    await sweep(store)

    expect(await summaryTotalsOf(store, order)).toEqual([120, 120])
    expect(await kindsOf(order)).toEqual(["recalculate_order_summary"])
  })

  it("finds nothing once everything is repaired", async () => {
    await sweep(store)

    expect(await sweep(store)).toMatchObject({
      status: "succeeded",
      repaired: 0,
      open_discrepancies: 0,
    })
  })

  async function placePaidOrder(): Promise<HeldOrder> {
    const order = await placeHeldOrder(store)
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    await sweep(store)
    return order
  }

  /** Stripe's events about it are read, so only the ledger can lead to it. */
  async function placeSettledOrder(): Promise<HeldOrder> {
    const order = await placeHeldOrder(store)
    await sweep(store)
    return order
  }

  async function addOrphan(
    { session }: HeldOrder,
    orphan: { table: "capture" | "refund"; amount: number; age?: string }
  ): Promise<void> {
    const { id } = await paymentOf(store, session.id)
    await sql(
      store,
      `insert into ${orphan.table} (id, amount, raw_amount, payment_id, created_at, updated_at)
       values (:orphan, :amount, :raw, :id, now() - :age::interval, now() - :age::interval)`,
      {
        orphan: `${orphan.table}_ghost_${id}`,
        amount: orphan.amount,
        raw: JSON.stringify({ value: String(orphan.amount), precision: 20 }),
        id,
        age: orphan.age ?? "1 hour",
      }
    )
  }

  /** What core may still be writing is not repaired. */
  async function age({ session }: HeldOrder): Promise<void> {
    const { id } = await paymentOf(store, session.id)
    await sql(
      store,
      `update capture set created_at = created_at - interval '1 hour'
        where payment_id = :id returning id`,
      { id }
    )
  }

  async function refundsOf({ session }: HeldOrder): Promise<number[]> {
    const { refunds } = await paymentOf(store, session.id)
    return (refunds ?? []).map(({ amount }) => Number(amount))
  }

  async function removeTransactions({ orderId }: HeldOrder): Promise<void> {
    const rows = await sql<{ id: string }>(
      store,
      `select id from order_transaction where order_id = :orderId and deleted_at is null`,
      { orderId }
    )
    await store.container
      .resolve(Modules.ORDER)
      .deleteOrderTransactions(rows.map(({ id }) => id))
  }

  async function repeatTransaction(order: HeldOrder): Promise<void> {
    const { captures } = await paymentOf(store, order.session.id)
    await store.container.resolve(Modules.ORDER).addOrderTransactions({
      order_id: order.orderId,
      amount: 120,
      currency_code: "eur",
      reference: "capture",
      reference_id: only(captures ?? []).id,
    })
  }

  async function transactionsOf({ orderId }: HeldOrder): Promise<number[]> {
    const rows = await sql<{ amount: string }>(
      store,
      `select amount from order_transaction
        where order_id = :orderId and deleted_at is null order by created_at, id`,
      { orderId }
    )
    return rows.map(({ amount }) => Number(amount))
  }

  async function kindsOf({ session }: HeldOrder): Promise<string[]> {
    const found = await discrepanciesOf(store, session.id)
    return found.map(({ kind }) => kind)
  }
}
