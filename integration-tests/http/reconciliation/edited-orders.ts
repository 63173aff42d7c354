import { Modules } from "@medusajs/framework/utils"
import {
  type HeldOrder,
  placeHeldOrder,
  setStatus,
} from "../../support/held-order"
import { only } from "../../support/only"
import {
  addShirts,
  holdBalance,
  startAddingShirts,
  startReducingToOneShirt,
} from "../../support/order-balance"
import { orderReads, orderStatus, sql } from "../../support/order-records"
import { intentOf } from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import { setEventsReadUntil, sweep, waitUntilIdle } from "../../support/sweep"

/** The order costs something else, and nobody has said so. */
export function findsEditedOrders(store: StripeStore): void {
  // Within a minute of an edit each sweep checks the order again, and later specs count requests.
  afterAll(async () => {
    await sql(
      store,
      `update order_summary set created_at = created_at - interval '2 minutes' returning id`
    )
  })

  it("writes that a captured order owes again after an edit by a process that died before it emitted anything", async () => {
    const order = await placeCapturedOrder()
    await settle()

    await startAddingShirts(store, order, 1)
    await confirmWithoutEvent(order)
    expect(await orderStatus(store, order.orderId)).toBe("paid")
    await sweep(store)

    await orderReads(store, order.orderId, "partially_paid")
  })

  it("releases a hold that is surplus after such an edit", async () => {
    const order = await placeCapturedOrder()
    await addShirts(store, order, 1)
    const balance = await holdBalance(store, order, 100)
    await orderReads(store, order.orderId, "approved")
    await settle()

    await startReducingToOneShirt(store, order)
    await confirmWithoutEvent(order)
    expect((await intentOf(store, balance.session.id)).status).toBe(
      "requires_capture"
    )
    await sweep(store)

    expect((await intentOf(store, balance.session.id)).status).toBe("canceled")
    await orderReads(store, order.orderId, "paid")
  })

  async function placeCapturedOrder(): Promise<HeldOrder> {
    const order = await placeHeldOrder(store)
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    return order
  }

  /** Stripe's events are read, so only Medusa's rows can lead to the order. */
  async function settle(): Promise<void> {
    await sweep(store)
    await waitUntilIdle(store)
    await setEventsReadUntil(store, 120)
  }

  /** Core emits a workflow's events when it ends; this group never does. */
  async function confirmWithoutEvent({ orderId }: HeldOrder): Promise<void> {
    const orders = store.container.resolve(Modules.ORDER)
    const { id } = only(
      await orders.listOrderChanges({ order_id: orderId, status: "pending" })
    )
    await orders.confirmOrderChange(
      { id },
      { eventGroupId: "of-a-process-that-died" }
    )
  }
}
