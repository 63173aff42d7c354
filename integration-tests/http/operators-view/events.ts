import type { EventDescription } from "../../../src/api/admin/stripe-checkout/events/responses"
import { eventsAbout } from "../../support/event-records"
import { eventOf } from "../../support/failing-events"
import { placeHeldOrder } from "../../support/held-order"
import {
  listEvents,
  readAsStranger,
  readEvent,
} from "../../support/operations-api"
import { refusalOf } from "../../support/order-card"
import { startPurchase } from "../../support/stripe-checkout"
import { deliver, stripeEvent } from "../../support/stripe-event"
import type { StripeStore } from "../../support/stripe-store"
import { waitUntilIdle } from "../../support/sweep"

export function listsEvents(store: StripeStore): void {
  it("each comes with what became of it, its payment and its order, the newest first", async () => {
    const order = await placeHeldOrder(store)
    await waitUntilIdle(store)
    const { order: placed } = await store.admin.admin.order.retrieve(
      order.orderId
    )

    const { events, next_cursor, unsettled } = await listEvents(store, {
      q: order.paymentIntentId,
    })

    const stored = await eventsAbout(store, order.session.id)
    expect(events.length).toBe(stored.length)
    expect(timesOf(events)).toEqual([...timesOf(events)].sort().reverse())
    expect(next_cursor).toBeNull()
    expect(unsettled).toEqual({ received: 0, failed: 0, dead: 0 })
    const completed = events.find(
      ({ type }) => type === "checkout.session.completed"
    )
    expect(completed).toMatchObject({
      event_id: expect.stringMatching(/^evt_/) as string,
      account: "default",
      status: "processed",
      attempts: 1,
      source: "webhook",
      payment: {
        payment_session_id: order.session.id,
        payment_intent_id: order.paymentIntentId,
        order_id: order.orderId,
        order_display_id: placed.display_id,
        state: "authorized",
      },
      dashboard_url: `https://dashboard.stripe.com/test/events/${completed?.event_id ?? ""}`,
      is_test_mode: true,
      replay: { allowed: true, reason: null },
    })
    expect(Date.parse(completed?.processed_at ?? "")).toBeGreaterThan(
      Date.now() - 60_000
    )
  })

  it("are found by every name that a payment has", async () => {
    const order = await placeHeldOrder(store)
    await waitUntilIdle(store)
    const [first] = (await listEvents(store, { q: order.session.id })).events
    const { order: placed } = await store.admin.admin.order.retrieve(
      order.orderId
    )

    const names = [
      order.session.id,
      order.orderId,
      order.cart.id,
      first?.payment?.checkout_session_id ?? "",
      String(placed.display_id),
      `#${String(placed.display_id)}`,
    ]
    const all = (await eventsAbout(store, order.session.id)).length
    for (const q of names) {
      const { events } = await listEvents(store, { q })
      expect([q, events.length]).toEqual([q, all])
    }
  })

  it("are found by their own ids, and nothing by unknown ones", async () => {
    const order = await placeHeldOrder(store)
    const { event_id, id } = await eventOf(store, order, "processed")

    for (const q of [id, event_id]) {
      const { events } = await listEvents(store, { q })
      expect(events.map((event) => event.id)).toEqual([id])
    }
    for (const q of ["evt_none", "pi_none", "99999999", "order_none"]) {
      expect((await listEvents(store, { q })).events).toEqual([])
    }
  })

  it("are filtered by status, type, account and when they arrived, in pages", async () => {
    const order = await placeHeldOrder(store)
    await waitUntilIdle(store)
    const all = (await listEvents(store, { q: order.session.id })).events

    const pages: EventDescription[] = []
    let cursor: string | null = ""
    while (cursor !== null) {
      const page = await listEvents(store, {
        q: order.session.id,
        limit: "1",
        ...(cursor ? { cursor } : {}),
      })
      pages.push(...page.events)
      cursor = page.next_cursor
    }
    expect(pages.map(({ id }) => id)).toEqual(all.map(({ id }) => id))

    const newest = await listEvents(store, { status: "processed", limit: "1" })
    expect(newest.events[0]?.id).toBe(all[0]?.id)
    const type = "checkout.session.completed"
    const completed = await listEvents(store, { type, q: order.session.id })
    expect(completed.events.map((event) => event.type)).toEqual([type])
    const hour = 60 * 60 * 1000
    const ago = new Date(Date.now() - hour).toISOString()
    const later = new Date(Date.now() + hour).toISOString()
    for (const [query, found] of [
      [{ status: "dead" }, 0],
      [{ account: "eu" }, 0],
      [{ received_to: ago }, 0],
      [{ received_from: later }, 0],
      [
        { received_from: ago, received_to: later, q: order.session.id },
        all.length,
      ],
    ] as const) {
      const { events } = await listEvents(store, query)
      expect([query, events.length]).toEqual([query, found])
    }
  })

  it("one is shown with what the plugin did about its payment", async () => {
    const order = await placeHeldOrder(store)
    await waitUntilIdle(store)
    const [first] = (await listEvents(store, { q: order.session.id })).events

    const { currency_code, event, operations } = await readEvent(
      store,
      first?.event_id ?? ""
    )

    expect(event).toMatchObject({
      id: first?.id,
      object_id: expect.stringMatching(/^(?:pi|cs|ch)_/) as string,
      next_attempt_at: null,
    })
    expect(currency_code).toBe("eur")
    expect(operations.map(({ kind }) => kind)).toContain("place_order")
  })

  it("one that is about nothing in the store says so, and cannot be replayed", async () => {
    await startPurchase(store)
    const payload = stripeEvent({
      id: "evt_of_somebody_else",
      type: "payment_intent.succeeded",
      object: { id: "pi_of_somebody_else", object: "payment_intent" },
    })
    await deliver(store, payload)

    const { event, operations } = await readEvent(store, "evt_of_somebody_else")

    expect(event).toMatchObject({
      status: "ignored",
      reason: "The event is about no payment of this store and account.",
      payment: null,
      replay: { allowed: false, reason: "no_payment" },
    })
    expect(operations).toEqual([])
    const ignored = await listEvents(store, { status: "ignored", limit: "1" })
    expect(ignored.events.map(({ id }) => id)).toEqual([event.id])
  })

  it("refuses what it cannot search, and shows nothing to strangers", async () => {
    for (const query of [
      { status: "lost" },
      { limit: "101" },
      { received_from: "yesterday" },
      { q: "ada@example.com" },
      { colour: "red" },
    ]) {
      const refusal = await refusalOf(listEvents(store, query))
      expect([query, refusal.status]).toEqual([query, 400])
    }
    expect((await refusalOf(readEvent(store, "evt_none"))).status).toBe(404)
    expect((await readAsStranger(store, "events")).status).toBe(401)
    expect((await readAsStranger(store, "events/evt_none")).status).toBe(401)
  })
}

function timesOf(events: readonly EventDescription[]): string[] {
  return events.map(({ received_at }) => received_at)
}
