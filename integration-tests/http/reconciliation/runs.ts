import { only } from "../../support/only"
import { eventsAbout } from "../../support/event-records"
import { ordersOfCart, sql } from "../../support/order-records"
import {
  openPage,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import {
  resetEventsReadUntil,
  setEventsReadUntil,
  makeRetriesDue,
  sweep,
  tick,
  trySweep,
} from "../../support/sweep"
import { waitUntil } from "../../support/wait-until"

const EVENTS = "/v1/events"

/** Events are listed in two groups, because Stripe takes twenty types at most. */
const OF_A_SWEEP = [
  EVENTS,
  EVENTS,
  "/v1/checkout/sessions",
  "/v1/payment_intents",
  "/v1/disputes",
  "/v1/reviews",
  "/v1/radar/early_fraud_warnings",
]

/** How the sweep itself survives interruptions, and what it costs. */
export function survivesInterruptions(store: StripeStore): void {
  it("sweeps once when two instances start at the same moment", async () => {
    const before = await countRuns()
    await store.stripe.failNext({ kind: "timeout_before", path: EVENTS })
    const first = trySweep(store)
    await waitUntil(
      "the sweep to reach Stripe",
      async () => (await store.stripe.held()).length > 0
    )

    const others = await Promise.all([trySweep(store), trySweep(store)])
    await store.stripe.releaseHeld()

    expect(others).toEqual([[], []])
    expect(await first).toMatchObject([{ status: "succeeded" }])
    expect(await countRuns()).toBe(before + 1)
  })

  it.each([
    ["429", "http_429"],
    ["500", "http_500_before"],
  ] as const)(
    "fails while Stripe answers %s, reports it, and does everything in the next sweep",
    async (_status, kind) => {
      const purchase = await startPurchase(store)
      await payAtStripe(store, purchase)
      await store.stripe.failNext({ kind, path: EVENTS, times: 20 })

      const failed = await sweep(store)
      await store.stripe.clearFaults()

      expect(failed.status).toBe("failed")
      const row = await runRow(failed.run_id)
      // Stages that need no response from Stripe were still run.
      expect(row).toMatchObject({ status: "failed", stage: "deadlines" })
      expect(row.reason).toMatch(/^events: /)
      expect(row.lease_until).toBeNull()
      expect(await sweep(store)).toMatchObject({ status: "succeeded" })
      only(await ordersOfCart(store, purchase.cart.id))
    }
  )

  it("skips no hour when the run after a long outage fails halfway", async () => {
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    await markEventsAsKnown(purchase)
    await store.stripe.advanceClock(5 * 60 * 60)
    await payAtStripe(store, await startPurchase(store))
    await setEventsReadUntil(store, -60)
    await store.stripe.failNext({
      kind: "http_500_before",
      method: "GET",
      path: /^\/v1\/checkout\/sessions$/,
      times: 10,
    })
    expect(await sweep(store)).toMatchObject({ status: "failed" })
    await store.stripe.clearFaults()

    await sweep(store)

    const orders = await ordersOfCart(store, purchase.cart.id)
    await resetEventsReadUntil(store)
    await sweep(store)
    expect(orders).toHaveLength(1)
  })

  it("does not sweep again before the interval has passed", async () => {
    await sweep(store)
    const runs = await countRuns()

    await tick(store)
    await sql(
      store,
      `update stripe_checkout_run set created_at = created_at - interval '4 minutes'
        returning id`
    )
    await tick(store)

    expect(await countRuns()).toBe(runs)
    await sql(
      store,
      `update stripe_checkout_run set created_at = created_at - interval '2 minutes'
        returning id`
    )
    await tick(store)
    expect(await countRuns()).toBe(runs + 1)
  })

  it("takes seven requests when nothing is new, however many Checkout Sessions are open", async () => {
    for (let page = 0; page < 5; page++) {
      await openPage(await startPurchase(store))
    }
    await sweep(store)

    expect(await costOfSweep()).toEqual(OF_A_SWEEP)
  })

  it("takes no more requests for Checkout Sessions that were replaced", async () => {
    for (let page = 0; page < 3; page++) {
      const purchase = await startPurchase(store)
      const first = await openPage(purchase)
      await store.stripe.dashboard.expireCheckoutSession(first)
      await openPage(purchase)
    }
    await sweep(store)
    await sweep(store)

    expect(await costOfSweep()).toEqual(OF_A_SWEEP)
  })

  async function costOfSweep(): Promise<string[]> {
    // Leftovers of earlier failures are not part of the cost, nor are orders whose status was written this minute.
    await makeRetriesDue(store)
    await sql(
      store,
      `update "order" set updated_at = updated_at - interval '2 minutes' returning id`
    )
    await tick(store)
    const before = (await store.stripe.requests()).length
    await sweep(store)
    const requests = (await store.stripe.requests()).slice(before)
    return requests.map(({ path }) => path)
  }

  /** Stripe still lists them; the store has them as ignored, so they lead to nothing. */
  async function markEventsAsKnown({ session }: Purchase): Promise<void> {
    const events = await store.stripe.events()
    for (const { id, type, data } of events.filter((event) =>
      JSON.stringify(event.data).includes(session.id)
    )) {
      await sql(
        store,
        `insert into stripe_checkout_event
           (id, stripe_account, event_id, type, object_id, occurred_at, status, reason_code, reason_params)
         values (:row, 'default', :id, :type, :object, now(), 'ignored', 'event_without_payment', '{}')
         returning id`,
        {
          row: `scevt_${id}`,
          id,
          type,
          object: (data.object as { id?: string }).id ?? null,
        }
      )
    }
    expect(await eventsAbout(store, session.id)).toEqual([])
  }

  type RunRecord = {
    status: string
    stage: string
    reason: string | null
    lease_fence: number
    lease_until: Date | null
  }

  async function runRow(id: string): Promise<RunRecord> {
    return only(
      await sql<RunRecord>(
        store,
        `select * from stripe_checkout_run where id = :id`,
        { id }
      )
    )
  }

  async function countRuns(): Promise<number> {
    const rows = await sql(store, `select id from stripe_checkout_run`)
    return rows.length
  }
}
