import { recordPublicEvents } from "../support/public-events"
import { PLENTY, setStock } from "../support/sold-out"
import { describeStripeStore } from "../support/stripe-store"
import { resetEventsReadUntil, sweep } from "../support/sweep"
import { listsDiscrepancies } from "./operators-view/discrepancies"
import { listsEvents } from "./operators-view/events"
import { notifiesInTheBell } from "./operators-view/notices"
import { replaysEvents } from "./operators-view/replays"
import { listsRuns } from "./operators-view/runs"

describeStripeStore("What operators see and do", (store, expectDifference) => {
  const events = recordPublicEvents(store)

  beforeAll(async () => {
    // Inserted directly by failing-events.ts, and sent by the spec itself.
    for (const about of ["evt_pi_", "evt_of_somebody_else"]) {
      expectDifference({
        invariant: "I12",
        about,
        because: "the spec itself creates it",
      })
    }
    await sweep(store)
  })

  afterEach(async () => {
    await setStock(store, PLENTY)
    await store.stripe.clearFaults()
    await store.stripe.webhooks.resume()
    await store.stripe.webhooks.idle()
    await resetEventsReadUntil(store)
  })

  describe("about discrepancies", () => {
    listsDiscrepancies(store)
  })

  describe("about Stripe's events", () => {
    listsEvents(store)
  })

  describe("about events to be replayed", () => {
    replaysEvents(store)
  })

  describe("about reconciliation runs", () => {
    listsRuns(store)
  })

  describe("in the admin's notification bell", () => {
    notifiesInTheBell(store, events)
  })
})
