import { discrepanciesOf } from "../../support/discrepancy-records"
import { type HeldOrder, placeHeldOrder } from "../../support/held-order"
import { only } from "../../support/only"
import { ordersOfCart, readRows } from "../../support/order-records"
import type { PublicEvents } from "../../support/public-events"
import { payloadFor } from "../../support/public-events"
import {
  intentOf,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import {
  aWhilePasses,
  lookHasFailed,
  quiet,
  readFromTheStart,
  retriesAreDue,
  sweep,
  tick,
} from "../../support/sweep"
import { waitUntil } from "../../support/wait-until"

/** Money of which no rule says whose it is stays where it is, and somebody is told once. */
export function leavesToPeople(store: StripeStore, events: PublicEvents): void {
  it("tells a person once of money that was taken and for which no order can come", async () => {
    const purchase = await takenForAChangedCart()

    await sweep(store)
    await aWhilePasses(store, purchase.session.id)
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
    const told = await events.first(purchase.session.id, "discrepancy_found")
    expect(told).toEqual(
      payloadFor(purchase, {
        payment_id: null,
        reason: expect.stringContaining("Stripe's Dashboard") as string,
      })
    )
    expect(events.about(purchase.session.id, "discrepancy_found")).toHaveLength(
      1
    )
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
    await giveBack(purchase)
  })

  it("closes the matter once the person has given the money back", async () => {
    const purchase = await takenForAChangedCart()
    await sweep(store)
    expect(await statusesOf(purchase)).toEqual(["open"])

    await giveBack(purchase)
    await sweep(store)

    expect(await statusesOf(purchase)).toEqual(["resolved"])
  })

  it("tells a person of a canceled order whose money was taken at Stripe, until it is given back", async () => {
    const order = await takenAfterCancel()
    await retriesAreDue(store)

    await sweep(store)
    await sweep(store)

    expect(await statusesOf(order)).toEqual(["open"])
    await giveBack(order)
    await sweep(store)
    expect(await statusesOf(order)).toContain("resolved")
    expect(await statusesOf(order)).not.toContain("open")
  })

  it("does not close the matter because somebody else is looking at the payment", async () => {
    const purchase = await takenForAChangedCart()
    await sweep(store)
    await aWhilePasses(store, purchase.session.id)
    await lookElsewhere(purchase, "now() + interval '1 minute'")

    await sweep(store)

    const statuses = await statusesOf(purchase)
    await lookElsewhere(purchase, "null")
    await giveBack(purchase)
    expect(statuses).toEqual(["open"])
  })

  it("keeps a record of a hold that was given back because its order could not be placed for days", async () => {
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    await readRows(
      store,
      `update stripe_checkout_payment
          set order_failing_since = now() - interval '73 hours', next_sync_at = now()
        where payment_session_id = :id returning id`,
      { id: purchase.session.id }
    )

    await tick(store)

    expect((await intentOf(store, purchase.session.id)).status).toBe("canceled")
    const told = await events.first(
      purchase.session.id,
      "authorization_released"
    )
    expect(told).toEqual(payloadFor(purchase, { payment_id: null }))
    expect(await discrepanciesOf(store, purchase.session.id)).toHaveLength(1)
  })

  /** A change of the cart makes the plugin look, beside the sweeps of the spec. */
  async function cartChangeIsSeen({ session }: Purchase): Promise<void> {
    await waitUntil("the changed cart to be seen", async () =>
      only(
        await readRows(
          store,
          `select id from stripe_checkout_payment
            where payment_session_id = :id and state = 'captured'`,
          { id: session.id }
        )
      )
    )
    await quiet(store)
  }

  /** Paid in the very moment in which the cart grew, and captured in the Dashboard. */
  async function takenForAChangedCart(): Promise<Purchase> {
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    const { id } = await intentOf(store, purchase.session.id)
    await store.stripe.dashboard.capture(id)
    const { variantId: variant_id } = store.seed
    await store.storefront.store.cart.createLineItem(purchase.cart.id, {
      variant_id,
      quantity: 1,
    })
    await cartChangeIsSeen(purchase)
    return purchase
  }

  async function takenAfterCancel(): Promise<HeldOrder> {
    const order = await placeHeldOrder(store)
    await store.stripe.failNext({
      kind: "http_500_before",
      method: "POST",
      path: /\/cancel$/,
      times: 50,
    })
    await store.admin.admin.order.cancel(order.orderId)
    await lookHasFailed(store, order.session.id)
    await store.stripe.dashboard.capture(order.paymentIntentId)
    await store.stripe.clearFaults()
    return order
  }

  async function giveBack({ session }: Pick<Purchase, "session">) {
    const { id } = await intentOf(store, session.id)
    await store.stripe.dashboard.refund(id)
    await readFromTheStart(store)
  }

  async function lookElsewhere(
    { session }: Purchase,
    until: string
  ): Promise<void> {
    await readRows(
      store,
      `update stripe_checkout_payment set lease_until = ${until}
        where payment_session_id = :id returning id`,
      { id: session.id }
    )
  }

  async function statusesOf({ session }: Pick<Purchase, "session">) {
    const found = await discrepanciesOf(store, session.id)
    return found.map(({ status }) => status)
  }
}
