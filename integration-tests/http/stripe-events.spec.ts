import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import replayByScript from "../../src/scripts/replay-stripe-events"
import { eventsAbout } from "../support/event-records"
import {
  leaveOneAttempt,
  setEventStatus,
  createDeadEvent,
  eventOf,
  setEventTime,
  makeSyncDue,
  payUnreadably,
  paymentRow,
  makeReadable,
  storeUnprocessedEvent,
} from "../support/failing-events"
import { placeHeldOrder } from "../support/held-order"
import { only } from "../support/only"
import { ordersOfCart, sql, runWorkflow } from "../support/order-records"
import { recordPublicEvents, payloadFor } from "../support/public-events"
import {
  openPage,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "../support/stripe-checkout"
import { deliver, stripeEvent } from "../support/stripe-event"
import { describeStripeStore } from "../support/stripe-store"
import { setEventsReadUntil, sweep, tick } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

describeStripeStore(
  "The inbox for Stripe's events",
  (store, expectDifference) => {
    const events = recordPublicEvents(store)

    /** The signature is valid, so the event is stored, but Stripe never created it. */
    function signedByTheSpec(about: string): void {
      expectDifference({
        invariant: "I12",
        about,
        because: "the spec itself creates it",
      })
    }

    beforeAll(async () => {
      // failing-events.ts inserts event rows directly.
      signedByTheSpec("evt_pi_")
      // From here on the store's own job has no reason to sweep during the tests.
      await sweep(store)
    })

    afterEach(async () => {
      await store.stripe.clearFaults()
      await store.stripe.webhooks.resume()
      await store.stripe.webhooks.idle()
    })

    it("waits longer after each failure before the payment is synchronized again", async () => {
      const purchase = await payUnreadably(store)
      // Two events arrive at the same moment; each may have started a synchronization.
      const { sync_failures } = await paymentRow(store, purchase)
      const first = 2 ** (sync_failures - 1)
      const waits = []
      for (let failure = 0; failure < 4; failure++) {
        waits.push(await secondsToNextSync(purchase))
        await makeSyncDue(store, purchase)
        await tick(store)
      }

      // Doubled each time, plus or minus a quarter.
      const expected = [1, 2, 4, 8].map((factor) => 15 * factor * first)
      const shortest = expected.map((seconds) => seconds * 0.75 - 5)
      const longest = expected.map((seconds) => seconds * 1.25)
      waits.forEach((seconds, index) => {
        expect(seconds).toBeGreaterThan(Number(shortest[index]))
        expect(seconds).toBeLessThanOrEqual(Number(longest[index]))
      })
      await makeReadable(store, purchase)
    })

    it("marks an event as dead after thirty failures, logs and reports it, and then stops retrying it", async () => {
      const purchase = await payUnreadably(store)
      await leaveOneAttempt(store, purchase)
      const errors = jest.spyOn(logger(), "error")
      await makeSyncDue(store, purchase)
      await tick(store)

      const dead = await eventOf(store, purchase, "dead")
      expect(dead.attempts).toBe(30)
      const published = await waitUntil(
        "the event to be reported as dead",
        () =>
          events
            .about(purchase.session.id, "event_dead")
            .find(({ reason }) => reason?.includes(dead.event_id))
      )
      expect(published).toEqual(payloadFor(purchase, { payment_id: null }))
      expect(errors).toHaveBeenCalledWith(
        expect.stringContaining(dead.event_id)
      )
      errors.mockRestore()

      await makeSyncDue(store, purchase)
      await tick(store)
      const all = await eventsAbout(store, purchase.session.id)
      const deadEvents = all.filter(({ status }) => status === "dead")
      expect(new Set(deadEvents.map(({ attempts }) => attempts))).toEqual(
        new Set([30])
      )
      expect(events.about(purchase.session.id, "event_dead")).toHaveLength(
        deadEvents.length
      )
      await makeReadable(store, purchase)
    })

    it("keeps an event dead even though the sweep reads it from Stripe again", async () => {
      const { purchase, dead } = await createDeadEvent(store)

      await sweep(store)

      const after = only(
        (await eventsAbout(store, purchase.session.id)).filter(
          ({ id }) => id === dead.id
        )
      )
      await makeReadable(store, purchase)
      expect(after).toMatchObject({ status: "dead", attempts: 30 })
    })

    it("keeps a failed event waiting for its retry during a sweep", async () => {
      const purchase = await payUnreadably(store)
      await sql(
        store,
        `update stripe_checkout_payment set next_sync_at = now() + interval '50 minutes'
        where payment_session_id = :id returning id`,
        { id: purchase.session.id }
      )
      await sql(
        store,
        `update stripe_checkout_event set updated_at = now() - interval '10 minutes'
        where payment_session_id = :id returning id`,
        { id: purchase.session.id }
      )
      const failed = await eventOf(store, purchase, "failed")

      await sweep(store)
      await tick(store)

      const after = (await eventsAbout(store, purchase.session.id)).find(
        ({ id }) => id === failed.id
      )
      await makeReadable(store, purchase)
      expect(after).toMatchObject({
        status: "failed",
        attempts: failed.attempts,
      })
    })

    it("processes a dead event that the merchant resends from the Dashboard", async () => {
      const { purchase, dead } = await createDeadEvent(store)
      await store.stripe.clearFaults()

      await store.stripe.webhooks.deliver(dead.event_id)

      await waitUntil("the order", async () =>
        only(await ordersOfCart(store, purchase.cart.id))
      )
      await waitUntil("the event to be processed", async () =>
        (await eventsAbout(store, purchase.session.id)).some(
          ({ id, status }) => id === dead.id && status === "processed"
        )
      )
    })

    it("does not let a failing event block the others", async () => {
      const failing = await payUnreadably(store)
      const others = []
      await store.stripe.webhooks.pause()
      for (let shopper = 0; shopper < 3; shopper++) {
        const purchase = await startPurchase(store)
        await payAtStripe(store, purchase)
        others.push(purchase)
      }
      await store.stripe.webhooks.resume()
      await store.stripe.webhooks.idle()
      await makeSyncDue(store, failing)

      await tick(store)
      await sweep(store)

      for (const { cart } of others) {
        await waitUntil("the order", async () =>
          only(await ordersOfCart(store, cart.id))
        )
      }
      expect(await ordersOfCart(store, failing.cart.id)).toEqual([])
      await makeReadable(store, failing)
    })

    it("processes an event that the event bus has lost", async () => {
      const purchase = await storeUnprocessedEvent(store)

      await tick(store)
      expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
      await sql(
        store,
        `update stripe_checkout_event set updated_at = now() - interval '1 minute'
        where payment_session_id = :id returning id`,
        { id: purchase.session.id }
      )
      await tick(store)

      only(await ordersOfCart(store, purchase.cart.id))
    })

    it("treats fifty simultaneous deliveries of an event as one", async () => {
      await store.stripe.webhooks.pause()
      const purchase = await startPurchase(store)
      await payAtStripe(store, purchase)
      signedByTheSpec("evt_fifty_times")
      const payload = stripeEvent({
        id: "evt_fifty_times",
        type: "checkout.session.completed",
        object: {
          id: only(await checkoutSessionIds(purchase)),
          object: "checkout.session",
          metadata: { payment_session_id: purchase.session.id },
        },
      })

      const answers = await Promise.all(
        Array.from({ length: 50 }, () => deliver(store, payload))
      )

      expect(new Set(answers.map(({ status }) => status))).toEqual(
        new Set([200])
      )
      const { id } = JSON.parse(payload) as { id: string }
      await waitUntil("the order", async () =>
        only(await ordersOfCart(store, purchase.cart.id))
      )
      const stored = (await eventsAbout(store, purchase.session.id)).filter(
        ({ event_id }) => event_id === id
      )
      expect(stored).toHaveLength(1)
      await waitUntil(
        "one authorization to be reported",
        () => events.about(purchase.session.id, "authorized").length
      )
      await sweep(store)
      expect(events.about(purchase.session.id, "authorized")).toHaveLength(1)
      expect(events.about(purchase.session.id, "authorized")[0]).toMatchObject({
        amount: 120,
        currency_code: "eur",
        account: "default",
        cart_id: purchase.cart.id,
      })
    })

    it("answers 500 while it cannot store anything, and accepts Stripe's next attempt", async () => {
      const purchase = await startPurchase(store)
      const page = await openPage(purchase)
      await store.stripe.webhooks.setRetryDelays([3600, 3600])
      await renameTable("stripe_checkout_event", "stripe_checkout_event_away")
      await store.stripe.pay(page)
      await store.stripe.webhooks.idle()
      await renameTable("stripe_checkout_event_away", "stripe_checkout_event")
      expect(await eventsAbout(store, purchase.session.id)).toEqual([])
      expect(await deliveryStatuses(purchase)).toEqual(new Set([500]))

      await store.stripe.advanceClock(3700)
      await store.stripe.webhooks.idle()

      await waitUntil("the order", async () =>
        only(await ordersOfCart(store, purchase.cart.id))
      )
      expect(await deliveryStatuses(purchase)).toEqual(new Set([500, 200]))
    })

    describe("replays", () => {
      it("one event, by Stripe's id or ours, and changes nothing that is already correct", async () => {
        const order = await placeHeldOrder(store)
        await store.stripe.webhooks.idle()
        const { id, event_id } = await eventOf(store, order, "processed")

        for (const name of [id, event_id]) {
          const results = await replay({ event_id: name })
          expect(results).toMatchObject([
            {
              outcome: "in_sync",
              state: "authorized",
              order_id: order.orderId,
            },
          ])
        }

        only(await ordersOfCart(store, order.cart.id))
        expect(events.about(order.session.id, "authorized")).toHaveLength(1)
      })

      it("all failed events and only those", async () => {
        const { purchase } = await createDeadEvent(store)
        const { orderId: order } = await placeHeldOrder(store)
        await store.stripe.clearFaults()

        const results = await replay({ failed: true })

        expect(results.map(({ order_id }) => order_id)).not.toContain(order)
        only(await ordersOfCart(store, purchase.cart.id))
        const after = await eventsAbout(store, purchase.session.id)
        expect(after.filter(({ status }) => status === "dead")).toEqual([])
      })

      it("the events of a time range", async () => {
        const old = await storeUnprocessedEvent(store)
        const young = await storeUnprocessedEvent(store)
        await setEventTime(store, old, "2026-01-02T10:00:00Z")
        await setEventTime(store, young, "2026-01-03T00:00:00Z")

        await replay({ from: "2026-01-02", until: "2026-01-03" })

        only(await ordersOfCart(store, old.cart.id))
        expect(await ordersOfCart(store, young.cart.id)).toEqual([])
        await replay({ from: "2026-01-03", until: "2026-01-04" })
        only(await ordersOfCart(store, young.cart.id))
      })

      it("nothing when no events are selected", async () => {
        const { container } = store
        await expect(replayByScript({ container, args: [] })).rejects.toThrow(
          "Choose the events to replay"
        )
      })

      it.each([
        ["everything"],
        ["from=yesterday"],
        ["until="],
        ["pi_123"],
        ["evt_1 evt_2"],
      ])("nothing when medusa exec gets the arguments %s", async (argument) => {
        const { container } = store
        await expect(
          replayByScript({ container, args: argument.split(" ") })
        ).rejects.toThrow(`"${argument}" is not a valid choice of events`)
      })

      it("nothing, and reports it, when medusa exec gets the id of an event that never arrived", async () => {
        const { container } = store
        await expect(
          replayByScript({ container, args: ["evt_unknown"] })
        ).rejects.toThrow("Event evt_unknown was not received")
      })

      it("the events that medusa exec's arguments select", async () => {
        const purchase = await storeUnprocessedEvent(store)
        const { event_id } = await eventOf(store, purchase, "received")
        const { container } = store

        await replayByScript({ container, args: [event_id] })

        only(await ordersOfCart(store, purchase.cart.id))
      })
    })

    it("deletes settled events after thirty days, but no newer ones and no failed ones", async () => {
      const order = await placeHeldOrder(store)
      await store.stripe.webhooks.idle()
      const processed = await waitUntil(
        "several processed events",
        async () => {
          const found = await eventsAbout(store, order.session.id)
          return found.length > 1 ? found : null
        }
      )
      const [old, young] = processed
      expectDifference({
        invariant: "I9",
        about: old?.event_id ?? "",
        because: "it is deleted after thirty days",
      })
      await setEventStatus(store, old, { status: "processed", age: "31 days" })
      await setEventStatus(store, young, {
        status: "processed",
        age: "29 days",
      })
      const { purchase, dead } = await createDeadEvent(store)
      await setEventStatus(store, dead, { status: "dead", age: "60 days" })
      const oldRun = await insertOldRun()
      // A sweep does not read events from Stripe again that it read a month ago.
      await setEventsReadUntil(store, 60)

      await tick(store)

      const left = (await eventsAbout(store, order.session.id)).map(
        ({ id }) => id
      )
      expect(left).not.toContain(old?.id)
      expect(left).toContain(young?.id)
      const remaining = await eventsAbout(store, purchase.session.id)
      expect(remaining.map(({ id }) => id)).toContain(dead.id)
      const runs = await sql<{ id: string }>(
        store,
        `select id from stripe_checkout_run`
      )
      expect(runs.map(({ id }) => id)).not.toContain(oldRun)
      expect(runs).not.toEqual([])
      await makeReadable(store, purchase)
    })

    async function insertOldRun(): Promise<string> {
      const id = "scrun_of_last_month"
      await sql(
        store,
        `insert into stripe_checkout_run (id, stripe_account, status, stage, created_at)
       values (:id, 'default', 'succeeded', 'deadlines', now() - interval '31 days') returning id`,
        { id }
      )
      return id
    }

    async function secondsToNextSync(purchase: Purchase): Promise<number> {
      const row = await paymentRow(store, purchase)
      return Number(row.seconds)
    }

    async function checkoutSessionIds({
      session,
    }: Purchase): Promise<string[]> {
      const { checkout_sessions } = await store.stripe.ledger()
      return checkout_sessions
        .filter(({ client_reference_id }) => client_reference_id === session.id)
        .map(({ id }) => id)
    }

    async function deliveryStatuses(purchase: Purchase): Promise<Set<unknown>> {
      const all = await store.stripe.events()
      const about = all.filter(({ data }) =>
        JSON.stringify(data).includes(purchase.session.id)
      )
      return new Set(
        about.flatMap(({ attempts }) => attempts.map(({ status }) => status))
      )
    }

    async function renameTable(from: string, to: string): Promise<void> {
      await sql(store, `alter table ${from} rename to ${to}`)
    }

    function replay(input: object) {
      return runWorkflow<
        { outcome: string; state: string; order_id: string | null }[]
      >(store.container, "replay-stripe-events", input)
    }

    function logger(): Logger {
      return store.container.resolve(ContainerRegistrationKeys.LOGGER)
    }
  }
)
