import { eventsAbout } from "../../support/event-records"
import {
  createDeadEvent,
  eventOf,
  storeUnprocessedEvent,
} from "../../support/failing-events"
import { placeHeldOrder } from "../../support/held-order"
import { only } from "../../support/only"
import {
  listEvents,
  readEvent,
  replayEvents,
} from "../../support/operations-api"
import { administratorId, refusalOf } from "../../support/order-card"
import { ordersOfCart } from "../../support/order-records"
import type { StripeStore } from "../../support/stripe-store"
import { waitUntilIdle } from "../../support/sweep"
import { waitUntil } from "../../support/wait-until"

export function replaysEvents(store: StripeStore): void {
  it("a dead event is replayed by its id, and its order is placed", async () => {
    const { purchase, dead } = await createDeadEvent(store)
    const before = await readEvent(store, dead.event_id)
    await store.stripe.clearFaults()

    const started = await replayEvents(store, { ids: [dead.event_id] })

    expect(before.event).toMatchObject({
      status: "dead",
      attempts: 30,
      reason: expect.stringMatching(/\.$/) as string,
      replayed_at: null,
      replayed_by: null,
      replay: { allowed: true, reason: null },
    })
    expect((await readEvent(store, dead.event_id)).event).toMatchObject({
      replayed_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      replayed_by: await administratorId(store),
    })
    expect(started).toEqual({
      marked: 1,
      skipped: [],
      has_more: false,
      continue_from: null,
    })
    await waitUntil("the order", async () =>
      only(await ordersOfCart(store, purchase.cart.id))
    )
    await waitUntil("nothing to be left", async () => {
      const { unsettled } = await listEvents(store)
      return unsettled.received + unsettled.failed + unsettled.dead === 0
    })
  })

  it("all dead events are replayed at once, and only those", async () => {
    const { purchase } = await createDeadEvent(store)
    const { unsettled } = await listEvents(store)
    await store.stripe.clearFaults()

    const started = await replayEvents(store, { status: "dead" })

    expect(unsettled.dead).toBeGreaterThan(0)
    expect(started.marked).toBe(unsettled.dead)
    await waitUntil("the order", async () =>
      only(await ordersOfCart(store, purchase.cart.id))
    )
    await waitUntilIdle(store)
    expect((await replayEvents(store, { status: "dead" })).marked).toBe(0)
  })

  it("those of a time range are replayed, and harmless for what is right already", async () => {
    const order = await placeHeldOrder(store)
    await waitUntilIdle(store)
    const stored = await eventsAbout(store, order.session.id)
    const [first] = (await listEvents(store, { q: order.session.id })).events
    const to = Date.parse(first?.received_at ?? "") + 1000
    const range = {
      from: new Date(to - 60_000).toISOString(),
      to: new Date(to).toISOString(),
    }

    const { marked } = await replayEvents(store, range)

    expect(marked).toBeGreaterThanOrEqual(stored.length)
    await waitUntilIdle(store)
    only(await ordersOfCart(store, order.cart.id))
    const after = await eventsAbout(store, order.session.id)
    expect(after.map(({ status }) => status)).toEqual(
      stored.map(() => "processed")
    )
  })

  it("what waits already is not replayed a second time", async () => {
    const purchase = await storeUnprocessedEvent(store)
    const { event_id } = await eventOf(store, purchase, "received")

    const started = await replayEvents(store, {
      ids: [event_id, "evt_none"],
    })

    expect(started).toMatchObject({
      marked: 0,
      skipped: [
        { id: event_id, reason: "already_waiting" },
        { id: "evt_none", reason: "not_found" },
      ],
    })
    await store.stripe.webhooks.resume()
    await waitUntil("the order", async () =>
      only(await ordersOfCart(store, purchase.cart.id))
    )
  })

  it.each([
    [{}],
    [{ ids: [] }],
    [{ status: "processed" }],
    [{ from: "2026-01-02" }],
    [{ from: "2026-01-02", to: "2026-01-01" }],
    [{ status: "dead", ids: ["evt_1"] }],
    [{ ids: ["evt_1"], all: true }],
  ])("nothing is replayed for the choice %j", async (choice) => {
    const refusal = await refusalOf(replayEvents(store, choice))

    expect(refusal.status).toBe(400)
  })
}
