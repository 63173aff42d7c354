import { discrepanciesOf } from "../../support/discrepancy-records"
import { type HeldOrder, placeHeldOrder } from "../../support/held-order"
import { only } from "../../support/only"
import { ordersOfCart, sql } from "../../support/order-records"
import { payloadFor, type PublicEvents } from "../../support/public-events"
import {
  intentOf,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import {
  ageLastSync,
  waitForFailedSync,
  waitUntilIdle,
  resetEventsReadUntil,
  makeRetriesDue,
  sweep,
  tick,
} from "../../support/sweep"
import { waitUntil } from "../../support/wait-until"

/** Money that no rule covers stays where it is, and manual review is requested once. */
export function requiresManualReview(
  store: StripeStore,
  events: PublicEvents
): void {
  it("reports captured money once when no order can be placed for it", async () => {
    const purchase = await captureForChangedCart()

    await sweep(store)
    await ageLastSync(store, purchase.session.id)
    await sweep(store)

    const found = only(await discrepanciesOf(store, purchase.session.id))
    expect(found).toMatchObject({
      status: "open",
      order_id: null,
      medusa_captured: 0,
      stripe_captured: 120,
      resolved_at: null,
    })
    expect(found.reason_code).toBe("captured_without_order")
    const published = await events.first(
      purchase.session.id,
      "discrepancy_found"
    )
    expect(published).toEqual(
      payloadFor(purchase, {
        payment_id: null,
        reason: expect.stringContaining("Stripe's Dashboard") as string,
      })
    )
    expect(events.about(purchase.session.id, "discrepancy_found")).toHaveLength(
      1
    )
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
    await refundInDashboard(purchase)
  })

  it("resolves the discrepancy once the money is refunded", async () => {
    const purchase = await captureForChangedCart()
    await sweep(store)
    expect(await statusesOf(purchase)).toEqual(["open"])

    await refundInDashboard(purchase)
    await sweep(store)

    // The refund's webhook is lost, so the sweep also reports the refund.
    expect(await statusesOf(purchase)).toEqual(["resolved", "repaired"])
  })

  it("checks money no more that was refunded in full without an order", async () => {
    const purchase = await captureForChangedCart()
    await sweep(store)
    await refundInDashboard(purchase)
    await sweep(store)
    await ageLastSync(store, purchase.session.id)

    const before = await syncedAt(purchase)

    await sweep(store)

    expect(await syncedAt(purchase)).toEqual(before)
  })

  it("reports a canceled order whose money was captured at Stripe until it is refunded", async () => {
    const order = await captureAfterCancel()
    await makeRetriesDue(store)

    await sweep(store)
    await sweep(store)

    expect(await statusesOf(order)).toEqual(["open"])
    await refundInDashboard(order)
    await sweep(store)
    expect(await statusesOf(order)).toContain("resolved")
    expect(await statusesOf(order)).not.toContain("open")
  })

  it("keeps the discrepancy open while another worker synchronizes the payment", async () => {
    const purchase = await captureForChangedCart()
    await sweep(store)
    await ageLastSync(store, purchase.session.id)
    await setLeaseUntil(purchase, "now() + interval '1 minute'")

    await sweep(store)

    const statuses = await statusesOf(purchase)
    await setLeaseUntil(purchase, "null")
    await refundInDashboard(purchase)
    expect(statuses).toEqual(["open"])
  })

  it("records a hold that was released because its order could not be placed in time", async () => {
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    await sql(
      store,
      `update stripe_checkout_payment
          set order_failing_since = now() - interval '73 hours', next_sync_at = now()
        where payment_session_id = :id returning id`,
      { id: purchase.session.id }
    )

    await tick(store)

    expect((await intentOf(store, purchase.session.id)).status).toBe("canceled")
    const published = await events.first(
      purchase.session.id,
      "authorization_released"
    )
    expect(published).toEqual(payloadFor(purchase, { payment_id: null }))
    expect(await discrepanciesOf(store, purchase.session.id)).toHaveLength(1)
  })

  /** A change to the cart makes the plugin synchronize, in addition to the spec's sweeps. */
  async function waitForChangedCart({ session }: Purchase): Promise<void> {
    await waitUntil("the changed cart to be synchronized", async () =>
      only(
        await sql(
          store,
          `select id from stripe_checkout_payment
            where payment_session_id = :id and state = 'captured'`,
          { id: session.id }
        )
      )
    )
    await waitUntilIdle(store)
  }

  /** Paid at the moment when an item was added to the cart, and captured in the Dashboard. */
  async function captureForChangedCart(): Promise<Purchase> {
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    const { id } = await intentOf(store, purchase.session.id)
    await store.stripe.dashboard.capture(id)
    const { variantId: variant_id } = store.seed
    await store.storefront.store.cart.createLineItem(purchase.cart.id, {
      variant_id,
      quantity: 1,
    })
    await waitForChangedCart(purchase)
    return purchase
  }

  async function captureAfterCancel(): Promise<HeldOrder> {
    const order = await placeHeldOrder(store)
    await store.stripe.failNext({
      kind: "http_500_before",
      method: "POST",
      path: /\/cancel$/,
      times: 50,
    })
    await store.admin.admin.order.cancel(order.orderId)
    await waitForFailedSync(store, order.session.id)
    await store.stripe.dashboard.capture(order.paymentIntentId)
    await store.stripe.clearFaults()
    return order
  }

  async function refundInDashboard({ session }: Pick<Purchase, "session">) {
    const { id } = await intentOf(store, session.id)
    await store.stripe.dashboard.refund(id)
    await resetEventsReadUntil(store)
  }

  async function syncedAt({ session }: Purchase): Promise<Date | null> {
    const row = only(
      await sql<{ synced_at: Date | null }>(
        store,
        `select synced_at from stripe_checkout_payment where payment_session_id = :id`,
        { id: session.id }
      )
    )
    return row.synced_at
  }

  async function setLeaseUntil(
    { session }: Purchase,
    until: string
  ): Promise<void> {
    await sql(
      store,
      `update stripe_checkout_purchase set lease_until = ${until}
        where id = (select purchase_id from stripe_checkout_payment
                     where payment_session_id = :id) returning id`,
      { id: session.id }
    )
  }

  async function statusesOf({ session }: Pick<Purchase, "session">) {
    const found = await discrepanciesOf(store, session.id)
    return found.map(({ status }) => status)
  }
}
