import { recordPublicEvents } from "../support/public-events"
import { describeStripeStore } from "../support/stripe-store"
import { decidedDebits } from "./debits-placed-at-once/decided"
import { pendingDebits } from "./debits-placed-at-once/pending"

/** Cards are held, debits cannot be. */
describeStripeStore(
  "A store that places the order before the bank has decided",
  (store) => {
    const events = recordPublicEvents(store)

    beforeEach(() => store.stripe.setSwitch("sepa_debit", true))

    afterEach(() => store.stripe.webhooks.resume())

    describe("while the bank decides", () => {
      pendingDebits(store, events)
    })

    describe("when the bank has decided", () => {
      decidedDebits(store, events)
    })
  },
  {
    captureMethod: "manual_where_possible",
    delayedPayments: "place_at_once",
  }
)
