import { disputeReads, disputesOf, REVIEWED_CARD } from "../../support/disputes"
import { placeHeldOrder } from "../../support/held-order"
import { only } from "../../support/only"
import { sql } from "../../support/order-records"
import { placePaidOrder } from "../../support/paid-order"
import type { PublicEvents } from "../../support/public-events"
import type { StripeStore } from "../../support/stripe-store"
import { setEventsReadUntil, sweep, waitUntilIdle } from "../../support/sweep"
import { listRuns } from "../../support/operations-api"
import { waitUntil } from "../../support/wait-until"

/** Webhooks are paused, so only the sweep can find out. */
export function describeLostEvents(
  store: StripeStore,
  events: PublicEvents
): void {
  describe("without webhooks, a sweep", () => {
    it("finds a dispute by its events", async () => {
      const order = await placePaidOrder(store)
      await waitUntilIdle(store)
      await store.stripe.webhooks.pause()
      await store.stripe.dashboard.dispute(order.paymentIntentId)

      await sweep(store)

      await events.first(order.session.id, "dispute_opened")
      expect(only(await disputesOf(store, order)).status).toBe("needs_response")
    })

    it("finds a dispute for which Stripe never created an event", async () => {
      const order = await placePaidOrder(store)
      await waitUntilIdle(store)
      await store.stripe.webhooks.pause()
      await store.stripe.dashboard.dispute(order.paymentIntentId)
      await setEventsReadUntil(store, 20)

      await sweep(store)

      await events.first(order.session.id, "dispute_opened")
      expect(only(await disputesOf(store, order)).status).toBe("needs_response")
    })

    it("finds the end of a dispute that nobody has read for a day", async () => {
      const order = await placePaidOrder(store)
      const { id } = await store.stripe.dashboard.dispute(order.paymentIntentId)
      await disputeReads(store, order, "needs_response")
      await waitUntilIdle(store)
      await store.stripe.webhooks.pause()
      await store.stripe.dashboard.closeDispute(id, "lost")
      // Two days later, neither its events nor the list of new disputes shows it.
      await setEventsReadUntil(store, 3 * 24 * 60)
      await sql(
        store,
        `update stripe_checkout_run set objects_until = events_until returning id`
      )
      await sql(
        store,
        `update stripe_checkout_dispute set synced_at = synced_at - interval '2 days'
          where stripe_id = :id returning id`,
        { id }
      )

      await sweep(store)

      await events.first(order.session.id, "dispute_closed")
      expect(only(await disputesOf(store, order)).status).toBe("lost")
      await sql(
        store,
        `update stripe_checkout_run set objects_until = null returning id`
      )
    })

    it("finds an open review", async () => {
      const order = await placeHeldOrder(store)
      await waitUntilIdle(store)
      await store.stripe.webhooks.pause()
      await store.stripe.dashboard.openReview(order.paymentIntentId)
      await setEventsReadUntil(store, 20)

      await sweep(store)

      await events.first(order.session.id, "review_opened")
    })

    it("goes on with a key that may not read them", async () => {
      const order = await placeHeldOrder(store, { card: REVIEWED_CARD })
      await waitUntilIdle(store)
      await store.stripe.failNext({
        kind: "http_403",
        method: "GET",
        path: "/v1/disputes",
        times: 5,
      })

      const { status } = await sweep(store)

      expect(status).toBe("succeeded")
      const [run] = (await listRuns(store)).runs
      expect(run?.reason).toBeNull()
      await waitUntil("the review to stay known", async () => {
        const known = await disputesOf(store, order)
        return known.length === 1
      })
    })
  })
}
