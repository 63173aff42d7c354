import { recordPublicEvents } from "../support/public-events"
import { describeStripeStore } from "../support/stripe-store"
import { resetEventsReadUntil, sweep } from "../support/sweep"
import { describeDisputed } from "./disputes/disputed"
import { describeLostEvents } from "./disputes/lost-events"
import { describeReviewed } from "./disputes/reviewed"
import { describeWarned } from "./disputes/warned"

describeStripeStore(
  "When a shopper's bank or Stripe objects,",
  (store, expectDifference) => {
    const events = recordPublicEvents(store)

    beforeAll(async () => {
      // From here on no sweep is due during the tests.
      await sweep(store)
    })

    afterEach(async () => {
      await store.stripe.clearFaults()
      await store.stripe.webhooks.resume()
      await store.stripe.webhooks.idle()
      await resetEventsReadUntil(store)
    })

    describeDisputed(store, events, expectDifference)
    describeReviewed(store, events)
    describeWarned(store, events)
    describeLostEvents(store, events)
  }
)
