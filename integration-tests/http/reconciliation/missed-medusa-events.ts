import { Modules } from "@medusajs/framework/utils"
import { discrepanciesOf } from "../../support/discrepancy-records"
import {
  capturesOf,
  type HeldOrder,
  paymentOf,
  placeHeldOrder,
  setStatus,
} from "../../support/held-order"
import { readCard, setStatusByCard } from "../../support/order-card"
import { operationsOf, orderReads, sql } from "../../support/order-records"
import { payloadFor, type PublicEvents } from "../../support/public-events"
import { intentOf } from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import {
  ageLastSync,
  waitForFailedSync,
  waitUntilIdle,
  setEventsReadUntil,
  sweep,
} from "../../support/sweep"

/** Neither Stripe nor Medusa's event bus reports any of these. */
export function recoversMissedMedusaEvents(
  store: StripeStore,
  events: PublicEvents
): void {
  it("captures for an order whose status requests it and whose event was lost", async () => {
    const order = await placeSettledOrder()
    await changeStatusWithoutEvent(order, "ready_for_capture")
    expect(await operationsOf(store, order.orderId)).toEqual([])

    await sweep(store)

    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, order)).toEqual([120])
  })

  it("captures nothing for such an order when the previous status does not allow it, and gives the reason", async () => {
    const order = await placeSettledOrder()
    await changeStatusWithoutEvent(order, "on_hold")
    await changeStatusWithoutEvent(order, "ready_for_capture")

    await sweep(store)
    await sweep(store)

    const operations = await operationsOf(store, order.orderId)
    expect(operations).toHaveLength(1)
    expect(operations[0]).toMatchObject({ kind: "capture", status: "rejected" })
    expect(await capturesOf(store, order)).toEqual([])
  })

  it("reports a status of which Medusa kept no record, and captures once it is saved again", async () => {
    const order = await placeSettledOrder()
    await saveStatusWithoutRecord(order, "ready_for_capture")

    await sweep(store)

    expect(await discrepanciesOf(store, order.session.id)).toMatchObject([
      { kind: "status_not_recorded", status: "open", order_id: order.orderId },
    ])
    const found = await events.first(order.session.id, "discrepancy_found")
    expect(found.reason).toContain("Save the status again.")
    expect(await operationsOf(store, order.orderId)).toMatchObject([
      {
        kind: "capture",
        status: "rejected",
        reason_code: "status_not_recorded",
        reason_params: { from: "approved", to: "ready_for_capture" },
      },
    ])
    expect(await statusAtStripe(order)).toBe("requires_capture")

    await setStatus(store, order, "ready_for_capture")

    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, order)).toEqual([120])
    await waitUntilIdle(store)
    expect(await discrepanciesOf(store, order.session.id)).toMatchObject([
      { kind: "status_not_recorded", status: "resolved" },
    ])
  })

  it("offers to save such a status again on the order's card", async () => {
    const order = await placeSettledOrder()
    await saveStatusWithoutRecord(order, "ready_for_capture")
    await sweep(store)

    expect(await readCard(store, order.orderId)).toMatchObject({
      order_status: "ready_for_capture",
      allowed_statuses: ["ready_for_capture"],
      is_pending: false,
    })
    await setStatusByCard(store, order, "ready_for_capture")

    await orderReads(store, order.orderId, "paid")
  })

  it("releases the hold of an order that was canceled while Stripe was down", async () => {
    const order = await placeSettledOrder()
    await store.stripe.failNext({
      kind: "http_500_before",
      method: "POST",
      path: /\/cancel$/,
      times: 50,
    })
    await store.admin.admin.order.cancel(order.orderId)
    await waitForFailedSync(store, order.session.id)
    expect(await statusAtStripe(order)).toBe("requires_capture")
    await store.stripe.clearFaults()
    await clearNextSync(order)
    await clearCancellation(order)
    await setEventsReadUntil(store, 120)

    await sweep(store)

    expect(await statusAtStripe(order)).toBe("canceled")
    const [published] = events.about(order.session.id, "authorization_released")
    expect(published).toEqual(payloadFor(order))
  })

  it("restores a payment that was canceled only in Medusa", async () => {
    const order = await placeSettledOrder()
    const { id } = await paymentOf(store, order.session.id)
    await store.container.resolve(Modules.PAYMENT).cancelPayment(id)
    expect(
      (await paymentOf(store, order.session.id)).canceled_at
    ).not.toBeNull()

    await sweep(store)

    expect((await paymentOf(store, order.session.id)).canceled_at).toBeNull()
    expect(await statusAtStripe(order)).toBe("requires_capture")
  })

  it("marks a payment session as authorized after it was reset to pending", async () => {
    const order = await placeSettledOrder()
    await sql(
      store,
      `update payment_session set status = 'pending' where id = :id returning id`,
      { id: order.session.id }
    )

    await sweep(store)

    const payments = store.container.resolve(Modules.PAYMENT)
    const session = await payments.retrievePaymentSession(order.session.id)
    expect(session.status).toBe("authorized")
  })

  it("warns once about a hold that lapses soon", async () => {
    const order = await placeSettledOrder()
    await setCaptureDeadline(order, "10 hours")

    await sweep(store)
    await setCaptureDeadline(order, "9 hours")
    await sweep(store)

    const published = await events.first(
      order.session.id,
      "authorization_expiring"
    )
    expect(published).toEqual(payloadFor(order))
    expect(
      events.about(order.session.id, "authorization_expiring")
    ).toHaveLength(1)
    expect(await statusAtStripe(order)).toBe("requires_capture")
  })

  it("does not warn about a hold that has two days left", async () => {
    const order = await placeSettledOrder()
    await setCaptureDeadline(order, "48 hours")

    await sweep(store)

    expect(events.about(order.session.id, "authorization_expiring")).toEqual([])
  })

  it("sets an order whose hold lapsed unnoticed to authorization_lapsed", async () => {
    const order = await placeSettledOrder()
    await store.stripe.lapseAuthorization(order.paymentIntentId)
    await setCaptureDeadline(order, "-1 hours")
    await setEventsReadUntil(store, 120)

    await sweep(store)

    await orderReads(store, order.orderId, "authorization_lapsed")
    const published = await events.first(
      order.session.id,
      "authorization_lapsed"
    )
    expect(published).toEqual(payloadFor(order))
    expect(
      (await paymentOf(store, order.session.id)).canceled_at
    ).not.toBeNull()
  })

  /** Stripe's events about it are read, so only Medusa's rows can lead to it. */
  async function placeSettledOrder(): Promise<HeldOrder> {
    const order = await placeHeldOrder(store)
    await sweep(store)
    await waitUntilIdle(store)
    return order
  }

  /** As core's own workflow writes it, with its change record but without its event. */
  async function changeStatusWithoutEvent(
    { orderId }: HeldOrder,
    status: string
  ): Promise<void> {
    const orders = store.container.resolve(Modules.ORDER)
    const { metadata } = await orders.retrieveOrder(orderId)
    const changed = { ...metadata, order_status: status }
    await orders.updateOrders(orderId, { metadata: changed })
    await orders.registerOrderChange({
      order_id: orderId,
      change_type: "update_order",
      created_by: "user_erp",
      details: { type: "metadata", old: metadata ?? {}, new: changed },
    })
  }

  /** The process died after core saved the order and before it recorded the change. */
  async function saveStatusWithoutRecord(
    { orderId, session }: HeldOrder,
    status: string
  ): Promise<void> {
    await sql(
      store,
      `update "order" set updated_at = now() - interval '2 minutes',
              metadata = metadata || jsonb_build_object('order_status', :status::text)
        where id = :orderId returning id`,
      { orderId, status }
    )
    await ageLastSync(store, session.id)
  }

  /** Only the sweep is left to retry it. */
  async function clearNextSync({ session }: HeldOrder): Promise<void> {
    await sql(
      store,
      `update stripe_checkout_payment set next_sync_at = null
        where payment_session_id = :id returning id`,
      { id: session.id }
    )
  }

  /** Core swallows errors when it cancels a payment; then only the order shows the cancellation. */
  async function clearCancellation({ session }: HeldOrder): Promise<void> {
    await sql(
      store,
      `update payment set canceled_at = null where payment_session_id = :id returning id`,
      { id: session.id }
    )
  }

  async function setCaptureDeadline(
    { session }: HeldOrder,
    time: string
  ): Promise<void> {
    await sql(
      store,
      `update stripe_checkout_payment
          set capture_before = now() + :time::interval
        where payment_session_id = :id returning id`,
      { id: session.id, time }
    )
  }

  async function statusAtStripe({ session }: HeldOrder): Promise<string> {
    return (await intentOf(store, session.id)).status
  }
}
