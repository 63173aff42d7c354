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
import { orderReads, readRows } from "../../support/order-records"
import type { PublicEvents } from "../../support/public-events"
import { payloadFor } from "../../support/public-events"
import type { StripeStore } from "../../support/stripe-store"
import { sweep } from "../../support/sweep"

/** What a crash inside core leaves: the sweep mends it, and keeps both sides' figures. */
export function mendsBooks(store: StripeStore, events: PublicEvents): void {
  it("records a capture that only Stripe knew, with both sides' figures", async () => {
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
    const told = await events.first(order.session.id, "discrepancy_found")
    expect(told).toEqual(
      payloadFor(order, {
        reason: expect.stringContaining("record capture") as string,
      })
    )
  })

  it("drops a capture that never reached Stripe, and says how much Medusa had noted", async () => {
    const order = await placeQuietOrder()
    await noteGhost(order, { table: "capture", amount: 120 })

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

  it("drops a refund that never reached Stripe, and says how much Medusa had noted", async () => {
    const order = await placePaidOrder()
    await noteGhost(order, { table: "refund", amount: 10 })

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

  it("drops such a refund of an order that was paid weeks ago, too", async () => {
    const order = await placePaidOrder()
    const { id } = await paymentOf(store, order.session.id)
    await readRows(
      store,
      `update payment set updated_at = now() - interval '20 days' where id = :id returning id`,
      { id }
    )
    await noteGhost(order, { table: "refund", amount: 10 })

    await sweep(store)

    const left = await refundsOf(order)
    await readRows(
      store,
      `update refund set deleted_at = now() where payment_id = :id returning id`,
      { id }
    )
    expect(left).toEqual([])
  })

  it("leaves a capture alone that core may still be writing", async () => {
    const order = await placeQuietOrder()
    await noteGhost(order, { table: "capture", amount: 120, age: "1 second" })

    await sweep(store)

    expect(await capturesOf(store, order)).toEqual([120])
    expect(await kindsOf(order)).toEqual([])
    await age(order)
    await sweep(store)
    expect(await capturesOf(store, order)).toEqual([])
  })

  it("marks a payment as captured whose capture core was interrupted in", async () => {
    const order = await placePaidOrder()
    const { id } = await paymentOf(store, order.session.id)
    await readRows(
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

  it("writes a transaction that is missing and takes back one that is there twice", async () => {
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

  it("counts an order's summary anew that lost what came at the same moment", async () => {
    const order = await placePaidOrder()
    await age(order)
    await countWrong(order)

    await sweep(store)

    expect(await countsOf(order)).toEqual([120])
    expect(await kindsOf(order)).toEqual(["recalculate_order_summary"])
  })

  it("counts both summaries anew that core wrote of two changes at the same moment", async () => {
    const order = await placePaidOrder()
    await age(order)
    await doubleSummary(order)
    await countWrong(order)

    await sweep(store)

    expect(await countsOf(order)).toEqual([120, 120])
    expect(await kindsOf(order)).toEqual(["recalculate_order_summary"])
  })

  it("finds nothing any more once all that is mended", async () => {
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

  /** What Stripe has told of it is read, so that only the books can lead to it. */
  async function placeQuietOrder(): Promise<HeldOrder> {
    const order = await placeHeldOrder(store)
    await sweep(store)
    return order
  }

  async function noteGhost(
    { session }: HeldOrder,
    ghost: { table: "capture" | "refund"; amount: number; age?: string }
  ): Promise<void> {
    const { id } = await paymentOf(store, session.id)
    await readRows(
      store,
      `insert into ${ghost.table} (id, amount, raw_amount, payment_id, created_at, updated_at)
       values (:ghost, :amount, :raw, :id, now() - :age::interval, now() - :age::interval)
       returning id`,
      {
        ghost: `${ghost.table}_ghost_${id}`,
        amount: ghost.amount,
        raw: JSON.stringify({ value: String(ghost.amount), precision: 20 }),
        id,
        age: ghost.age ?? "1 hour",
      }
    )
  }

  /** What core may still be writing is not mended. */
  async function age({ session }: HeldOrder): Promise<void> {
    const { id } = await paymentOf(store, session.id)
    await readRows(
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
    const rows = await readRows<{ id: string }>(
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

  async function countWrong({ orderId }: HeldOrder): Promise<void> {
    await readRows(
      store,
      `update order_summary set totals = totals || '{"transaction_total": 40}'
        where order_id = :orderId and deleted_at is null returning id`,
      { orderId }
    )
  }

  async function doubleSummary({ orderId }: HeldOrder): Promise<void> {
    await readRows(
      store,
      `insert into order_summary (id, order_id, version, totals)
       select id || '_double', order_id, version, totals from order_summary
        where order_id = :orderId and deleted_at is null returning id`,
      { orderId }
    )
  }

  async function countsOf({ orderId }: HeldOrder): Promise<number[]> {
    const rows = await readRows<{ counted: string }>(
      store,
      `select totals ->> 'transaction_total' as counted from order_summary
        where order_id = :orderId and deleted_at is null`,
      { orderId }
    )
    return rows.map(({ counted }) => Number(counted))
  }

  async function transactionsOf({ orderId }: HeldOrder): Promise<number[]> {
    const rows = await readRows<{ amount: string }>(
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
