import { only } from "../../support/only"
import { eventsAbout } from "../../support/event-records"
import { placeHeldOrder } from "../../support/held-order"
import { orderReads, ordersOfCart, sql } from "../../support/order-records"
import {
  intentOf,
  openPage,
  checkoutSessionsOf,
  payAtStripe,
  startPurchase,
} from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import { setEventsReadUntil, sweep } from "../../support/sweep"
import { waitUntil } from "../../support/wait-until"

/** Webhooks are paused for each of these, so only the sweep can find out. */
export function recoversMissedStripeEvents(store: StripeStore): void {
  it("places the order of a shopper whose webhooks were all lost", async () => {
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)

    const { status, repaired } = await sweep(store)

    expect(status).toBe("succeeded")
    expect(repaired).toBeGreaterThan(0)
    only(await ordersOfCart(store, purchase.cart.id))
  })

  it("stores an event only once when it reads it first and the webhook arrives later", async () => {
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    await sweep(store)
    const before = await eventsAbout(store, purchase.session.id)

    await store.stripe.webhooks.resume()
    await store.stripe.webhooks.idle()
    await sweep(store)

    const after = await eventsAbout(store, purchase.session.id)
    expect(before.length).toBeGreaterThan(0)
    const known = after.filter(({ event_id }) =>
      before.some((event) => event.event_id === event_id)
    )
    expect(known).toHaveLength(before.length)
    expect(known.every(({ status }) => status === "processed")).toBe(true)
    // Only events that arrive prove that webhooks work.
    expect(before.filter(({ delivered_at }) => delivered_at)).toEqual([])
    expect(known.filter(({ delivered_at }) => !delivered_at)).toEqual([])
    only(await ordersOfCart(store, purchase.cart.id))
  })

  it("reads an event that was created shortly before the newest one it knows", async () => {
    await setEventsReadUntil(store, 9)
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)

    await sweep(store)

    expect(await eventsAbout(store, purchase.session.id)).not.toEqual([])
    only(await ordersOfCart(store, purchase.cart.id))
  })

  it("finds a paid Checkout Session for which Stripe never created an event", async () => {
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    await setEventsReadUntil(store, 20)

    await sweep(store)

    only(await ordersOfCart(store, purchase.cart.id))
    expect(await eventsAbout(store, purchase.session.id)).toEqual([])
  })

  it("finds a capture in the Dashboard for which Stripe never created an event", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.dashboard.capture(order.paymentIntentId)
    await setEventsReadUntil(store, 20)

    await sweep(store)

    await orderReads(store, order.orderId, "paid")
    expect(await eventsAbout(store, order.session.id)).toEqual([])
  })

  it("finds a Checkout Session that was opened just before a crash and that only Stripe knows", async () => {
    const purchase = await startPurchase(store)
    const page = await openPage(purchase)
    await forgetCheckoutSession(purchase.session.id)
    await store.stripe.pay(page)
    await setEventsReadUntil(store, 20)

    await sweep(store)

    only(await ordersOfCart(store, purchase.cart.id))
    expect(await boundCheckoutSession(purchase.session.id)).toBe(page)
  })

  it("opens no second Checkout Session for a shopper who returns after that crash", async () => {
    const purchase = await startPurchase(store)
    const page = await openPage(purchase)
    await forgetCheckoutSession(purchase.session.id)

    await sweep(store)

    expect(await boundCheckoutSession(purchase.session.id)).toBe(page)
    expect(await openPage(purchase)).toBe(page)
    expect(await checkoutSessionsOf(store, purchase.session.id)).toHaveLength(1)
  })

  it("notices that a Checkout Session has expired even though no event said so", async () => {
    const purchase = await startPurchase(store)
    const page = await openPage(purchase)
    await store.stripe.dashboard.expireCheckoutSession(page)
    await setEventsReadUntil(store, 120)
    await setCheckoutSessionExpired(purchase.session.id)

    await sweep(store)

    expect(await stateOf(purchase.session.id)).toBe("expired")
  })

  it("places the order for a known hold that nothing else would pick up", async () => {
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    const { id } = await intentOf(store, purchase.session.id)
    await sql(
      store,
      `update stripe_checkout_payment
          set state = 'authorized', amount_capturable = amount, payment_intent_id = :id, next_sync_at = null,
              synced_at = now() - interval '2 minutes'
        where payment_session_id = :session returning id`,
      { id, session: purchase.session.id }
    )
    await setEventsReadUntil(store, 120)

    await sweep(store)

    only(await ordersOfCart(store, purchase.cart.id))
  })

  it("leaves a payment alone that was synchronized without an order a moment ago", async () => {
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    await sql(
      store,
      `update stripe_checkout_payment
          set state = 'authorized', amount_capturable = amount, next_sync_at = null, synced_at = now()
        where payment_session_id = :session returning id`,
      { session: purchase.session.id }
    )
    await setEventsReadUntil(store, 120)
    const before = (await store.stripe.requests()).length

    await sweep(store)

    const requests = (await store.stripe.requests()).slice(before)
    const { id } = await intentOf(store, purchase.session.id)
    expect(requests.filter(({ path }) => path.includes(id))).toEqual([])
    await store.stripe.webhooks.resume()
    await waitUntil("the order", async () =>
      only(await ordersOfCart(store, purchase.cart.id))
    )
  })

  /** As if the process had died between Stripe's response and our own row. */
  async function forgetCheckoutSession(session: string): Promise<void> {
    await sql(
      store,
      `update stripe_checkout_payment
          set checkout_session_id = null, checkout_session_expires_at = null, next_sync_at = null
        where payment_session_id = :session returning id`,
      { session }
    )
  }

  async function setCheckoutSessionExpired(session: string): Promise<void> {
    await sql(
      store,
      `update stripe_checkout_payment
          set checkout_session_expires_at = now() - interval '1 hour', next_sync_at = null
        where payment_session_id = :session returning id`,
      { session }
    )
  }

  async function boundCheckoutSession(session: string): Promise<string | null> {
    return (await rowOf(session)).checkout_session_id
  }

  async function stateOf(session: string): Promise<string> {
    return (await rowOf(session)).state
  }

  async function rowOf(session: string) {
    return only(
      await sql<{ checkout_session_id: string | null; state: string }>(
        store,
        `select * from stripe_checkout_payment where payment_session_id = :session`,
        { session }
      )
    )
  }
}
