/**
 * Events that cannot be processed, and the passing of time for their retries.
 */
import { setTimeout as pause } from "node:timers/promises"
import { type EventRecord, eventsAbout } from "./event-records"
import { only } from "./only"
import { ordersOfCart, sql } from "./order-records"
import {
  intentOf,
  openPage,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "./stripe-checkout"
import type { StripeStore } from "./stripe-store"
import { tick } from "./sweep"
import { waitUntil } from "./wait-until"

/** Paid, but reading its Checkout Session gets a 500 from Stripe, so its events fail. */
export async function payUnreadably(store: StripeStore): Promise<Purchase> {
  const purchase = await startPurchase(store)
  const page = await openPage(purchase)
  await store.stripe.failNext({
    kind: "http_500_before",
    method: "GET",
    path: `/v1/checkout/sessions/${page}`,
    times: 500,
  })
  await store.stripe.pay(page)
  await store.stripe.webhooks.idle()
  await eventOf(store, purchase, "failed")
  await waitForSyncsToEnd(store, purchase)
  return purchase
}

/** Each event requests a synchronization over the event bus, and none of them is marked as the last. */
async function waitForSyncsToEnd(
  store: StripeStore,
  purchase: Purchase
): Promise<void> {
  await waitUntil("the synchronizations to end", async () => {
    const before = await paymentRow(store, purchase)
    await pause(400)
    const after = await paymentRow(store, purchase)
    return (
      after.lease_until === null && after.lease_fence === before.lease_fence
    )
  })
}

export async function makeReadable(
  store: StripeStore,
  purchase: Purchase
): Promise<void> {
  await store.stripe.clearFaults()
  await makeSyncDue(store, purchase)
  await tick(store)
  only(await ordersOfCart(store, purchase.cart.id))
}

export async function leaveOneAttempt(
  store: StripeStore,
  { session }: Purchase
): Promise<void> {
  await sql(
    store,
    `update stripe_checkout_event set attempts = 29
      where payment_session_id = :id and status = 'failed' returning id`,
    { id: session.id }
  )
}

export async function createDeadEvent(store: StripeStore) {
  const purchase = await payUnreadably(store)
  await leaveOneAttempt(store, purchase)
  await makeSyncDue(store, purchase)
  await tick(store)
  return { purchase, dead: await eventOf(store, purchase, "dead") }
}

/** Stored, but no synchronization was requested: the process died at that moment. */
export async function storeUnprocessedEvent(
  store: StripeStore
): Promise<Purchase> {
  await store.stripe.webhooks.pause()
  const purchase = await startPurchase(store)
  await payAtStripe(store, purchase)
  const { id } = await intentOf(store, purchase.session.id)
  await sql(
    store,
    `insert into stripe_checkout_event
       (id, stripe_account, event_id, type, object_id, payment_session_id, occurred_at, status)
     values (:row, 'default', :event, 'payment_intent.amount_capturable_updated', :intent,
             :session, now(), 'received') returning id`,
    {
      row: `scevt_${id}`,
      event: `evt_${id}`,
      intent: id,
      session: purchase.session.id,
    }
  )
  await sql(
    store,
    `update stripe_checkout_payment set next_sync_at = null
      where payment_session_id = :id returning id`,
    { id: purchase.session.id }
  )
  return purchase
}

export async function setEventTime(
  store: StripeStore,
  { session }: Purchase,
  at: string
): Promise<void> {
  await sql(
    store,
    `update stripe_checkout_event set occurred_at = :at
      where payment_session_id = :id returning id`,
    { id: session.id, at }
  )
}

export async function setEventStatus(
  store: StripeStore,
  event: EventRecord | undefined,
  { status, age }: { status: string; age: string }
): Promise<void> {
  await sql(
    store,
    `update stripe_checkout_event
        set status = :status, updated_at = now() - :age::interval
      where id = :id returning id`,
    { id: event?.id ?? "", status, age }
  )
}

export async function eventOf(
  store: StripeStore,
  { session }: Pick<Purchase, "session">,
  expected: EventRecord["status"]
): Promise<EventRecord> {
  return waitUntil(`an event to be ${expected}`, async () =>
    (await eventsAbout(store, session.id)).find(
      ({ status }) => status === expected
    )
  )
}

export async function makeSyncDue(
  store: StripeStore,
  { session }: Purchase
): Promise<void> {
  await sql(
    store,
    `update stripe_checkout_payment set next_sync_at = now()
      where payment_session_id = :id returning id`,
    { id: session.id }
  )
}

export async function paymentRow(store: StripeStore, { session }: Purchase) {
  return only(
    await sql<{
      seconds: string
      sync_failures: number
      lease_until: Date | null
      lease_fence: number
    }>(
      store,
      `select pu.lease_until, pu.lease_fence, p.sync_failures,
              extract(epoch from p.next_sync_at - now()) as seconds
         from stripe_checkout_payment p
         join stripe_checkout_purchase pu on pu.id = p.purchase_id
        where p.payment_session_id = :id`,
      { id: session.id }
    )
  )
}
