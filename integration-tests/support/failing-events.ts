/**
 * Events that cannot be answered, and the time that passes over them.
 */
import { setTimeout as pause } from "node:timers/promises"
import { type EventRecord, eventsAbout } from "./event-records"
import { only } from "./only"
import { ordersOfCart, readRows } from "./order-records"
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

/** Paid, but whoever looks at it gets a 500 from Stripe, so its events fail. */
export async function paidButUnreadable(store: StripeStore): Promise<Purchase> {
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
  await looksAreOver(store, purchase)
  return purchase
}

/** Each event asks for a look over the bus, and none of them says that it was the last. */
async function looksAreOver(
  store: StripeStore,
  purchase: Purchase
): Promise<void> {
  await waitUntil("the looks to be over", async () => {
    const before = await paymentRow(store, purchase)
    await pause(400)
    const after = await paymentRow(store, purchase)
    return (
      after.lease_until === null && after.lease_fence === before.lease_fence
    )
  })
}

export async function readableAgain(
  store: StripeStore,
  purchase: Purchase
): Promise<void> {
  await store.stripe.clearFaults()
  await itIsTime(store, purchase)
  await tick(store)
  only(await ordersOfCart(store, purchase.cart.id))
}

export async function almostDead(
  store: StripeStore,
  { session }: Purchase
): Promise<void> {
  await readRows(
    store,
    `update stripe_checkout_event set attempts = 29
      where payment_session_id = :id and status = 'failed' returning id`,
    { id: session.id }
  )
}

export async function deadEvent(store: StripeStore) {
  const purchase = await paidButUnreadable(store)
  await almostDead(store, purchase)
  await itIsTime(store, purchase)
  await tick(store)
  return { purchase, dead: await eventOf(store, purchase, "dead") }
}

/** Stored, but nobody was woken up: the process died in that moment. */
export async function unheard(store: StripeStore): Promise<Purchase> {
  await store.stripe.webhooks.pause()
  const purchase = await startPurchase(store)
  await payAtStripe(store, purchase)
  const { id } = await intentOf(store, purchase.session.id)
  await readRows(
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
  await readRows(
    store,
    `update stripe_checkout_payment set next_sync_at = null
      where payment_session_id = :id returning id`,
    { id: purchase.session.id }
  )
  return purchase
}

export async function happened(
  store: StripeStore,
  { session }: Purchase,
  at: string
): Promise<void> {
  await readRows(
    store,
    `update stripe_checkout_event set occurred_at = :at
      where payment_session_id = :id returning id`,
    { id: session.id, at }
  )
}

export async function became(
  store: StripeStore,
  event: EventRecord | undefined,
  { status, age }: { status: string; age: string }
): Promise<void> {
  await readRows(
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
  wanted: EventRecord["status"]
): Promise<EventRecord> {
  return waitUntil(`an event to be ${wanted}`, async () =>
    (await eventsAbout(store, session.id)).find(
      ({ status }) => status === wanted
    )
  )
}

export async function itIsTime(
  store: StripeStore,
  { session }: Purchase
): Promise<void> {
  await readRows(
    store,
    `update stripe_checkout_payment set next_sync_at = now()
      where payment_session_id = :id returning id`,
    { id: session.id }
  )
}

export async function paymentRow(store: StripeStore, { session }: Purchase) {
  return only(
    await readRows<{
      seconds: string
      lease_until: Date | null
      lease_fence: number
    }>(
      store,
      `select *, extract(epoch from next_sync_at - now()) as seconds
         from stripe_checkout_payment where payment_session_id = :id`,
      { id: session.id }
    )
  )
}
