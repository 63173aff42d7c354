import { Modules } from "@medusajs/framework/utils"
import {
  capturesOf,
  type HeldOrder,
  paymentOf,
  placeHeldOrder,
} from "../../support/held-order"
import { operationsOf, orderReads, readRows } from "../../support/order-records"
import type { PublicEvents } from "../../support/public-events"
import { payloadFor } from "../../support/public-events"
import { intentOf } from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import { lookHasFailed, quiet, readUpTo, sweep } from "../../support/sweep"

/** Neither Stripe nor Medusa's event bus says a word of these. */
export function findsWhatMedusaNeverTold(
  store: StripeStore,
  events: PublicEvents
): void {
  it("captures for an order whose status demands it and whose event was lost", async () => {
    const order = await placeQuietOrder()
    await editUnheard(order, "ready_for_capture")
    expect(await operationsOf(store, order.orderId)).toEqual([])

    await sweep(store)

    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, order)).toEqual([120])
  })

  it("captures nothing for such an order when the status came from where it may not, and says why", async () => {
    const order = await placeQuietOrder()
    await editUnheard(order, "on_hold")
    await editUnheard(order, "ready_for_capture")

    await sweep(store)
    await sweep(store)

    const operations = await operationsOf(store, order.orderId)
    expect(operations).toHaveLength(1)
    expect(operations[0]).toMatchObject({ kind: "capture", status: "rejected" })
    expect(await capturesOf(store, order)).toEqual([])
  })

  it("gives back the hold of an order that was canceled while Stripe was down", async () => {
    const order = await placeQuietOrder()
    await store.stripe.failNext({
      kind: "http_500_before",
      method: "POST",
      path: /\/cancel$/,
      times: 50,
    })
    await store.admin.admin.order.cancel(order.orderId)
    await lookHasFailed(store, order.session.id)
    expect(await statusAtStripe(order)).toBe("requires_capture")
    await store.stripe.clearFaults()
    await forgetRetries(order)
    await forgetCancellation(order)
    await readUpTo(store, 120)

    await sweep(store)

    expect(await statusAtStripe(order)).toBe("canceled")
    const [told] = events.about(order.session.id, "authorization_released")
    expect(told).toEqual(payloadFor(order))
  })

  it("restores a payment that was canceled in Medusa only", async () => {
    const order = await placeQuietOrder()
    const { id } = await paymentOf(store, order.session.id)
    await store.container.resolve(Modules.PAYMENT).cancelPayment(id)
    expect(
      (await paymentOf(store, order.session.id)).canceled_at
    ).not.toBeNull()

    await sweep(store)

    expect((await paymentOf(store, order.session.id)).canceled_at).toBeNull()
    expect(await statusAtStripe(order)).toBe("requires_capture")
  })

  it("marks a payment session as authorized that was written back as pending", async () => {
    const order = await placeQuietOrder()
    await readRows(
      store,
      `update payment_session set status = 'pending' where id = :id returning id`,
      { id: order.session.id }
    )

    await sweep(store)

    const payments = store.container.resolve(Modules.PAYMENT)
    const session = await payments.retrievePaymentSession(order.session.id)
    expect(session.status).toBe("authorized")
  })

  it("warns once of a hold that lapses soon", async () => {
    const order = await placeQuietOrder()
    await lapsesIn(order, "10 hours")

    await sweep(store)
    await lapsesIn(order, "9 hours")
    await sweep(store)

    const told = await events.first(order.session.id, "authorization_expiring")
    expect(told).toEqual(payloadFor(order))
    expect(
      events.about(order.session.id, "authorization_expiring")
    ).toHaveLength(1)
    expect(await statusAtStripe(order)).toBe("requires_capture")
  })

  it("does not warn of a hold that lasts two days more", async () => {
    const order = await placeQuietOrder()
    await lapsesIn(order, "48 hours")

    await sweep(store)

    expect(events.about(order.session.id, "authorization_expiring")).toEqual([])
  })

  it("moves an order whose hold lapsed unnoticed to authorization_lapsed", async () => {
    const order = await placeQuietOrder()
    await store.stripe.lapseAuthorization(order.paymentIntentId)
    await lapsesIn(order, "-1 hours")
    await readUpTo(store, 120)

    await sweep(store)

    await orderReads(store, order.orderId, "authorization_lapsed")
    const told = await events.first(order.session.id, "authorization_lapsed")
    expect(told).toEqual(payloadFor(order))
    expect(
      (await paymentOf(store, order.session.id)).canceled_at
    ).not.toBeNull()
  })

  /** What Stripe has told of it is read, so that nothing but Medusa can lead to it. */
  async function placeQuietOrder(): Promise<HeldOrder> {
    const order = await placeHeldOrder(store)
    await sweep(store)
    await quiet(store)
    return order
  }

  /** As core's own workflow writes it, with its change record, but without its event. */
  async function editUnheard(
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

  /** Only the sweep is left to try again. */
  async function forgetRetries({ session }: HeldOrder): Promise<void> {
    await readRows(
      store,
      `update stripe_checkout_payment set next_sync_at = null
        where payment_session_id = :id returning id`,
      { id: session.id }
    )
  }

  /** Core swallows what goes wrong when it cancels a payment: then only the order says so. */
  async function forgetCancellation({ session }: HeldOrder): Promise<void> {
    await readRows(
      store,
      `update payment set canceled_at = null where payment_session_id = :id returning id`,
      { id: session.id }
    )
  }

  async function lapsesIn({ session }: HeldOrder, time: string): Promise<void> {
    await readRows(
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
