import { recordPublicEvents } from "../support/public-events"
import { describeStripeStore } from "../support/stripe-store"
import { resetEventsReadUntil, sweep } from "../support/sweep"
import { findsEditedOrders } from "./reconciliation/edited-orders"
import { recoversMissedMedusaEvents } from "./reconciliation/missed-medusa-events"
import { recoversMissedStripeEvents } from "./reconciliation/missed-stripe-events"
import { findsOutdatedPaymentLinks } from "./reconciliation/outdated-payment-links"
import { requiresManualReview } from "./reconciliation/manual-review"
import { repairsLedgers } from "./reconciliation/repaired-ledger"
import { belongsToOneWorker } from "./reconciliation/run-leases"
import { survivesInterruptions } from "./reconciliation/runs"

describeStripeStore("Reconciliation", (store) => {
  const events = recordPublicEvents(store)

  beforeAll(async () => {
    // From here on the store's own job has no reason to sweep during the tests.
    await sweep(store)
  })

  beforeEach(async () => {
    await store.stripe.webhooks.pause()
  })

  afterEach(async () => {
    await store.stripe.clearFaults()
    await store.stripe.webhooks.resume()
    await store.stripe.webhooks.idle()
    await resetEventsReadUntil(store)
  })

  describe("without webhooks", () => {
    recoversMissedStripeEvents(store)
  })

  describe("without Medusa's events", () => {
    recoversMissedMedusaEvents(store, events)
    findsOutdatedPaymentLinks(store)
    findsEditedOrders(store)
  })

  describe("of the ledger", () => {
    repairsLedgers(store, events)
  })

  describe("despite interruptions", () => {
    belongsToOneWorker(store)
    survivesInterruptions(store)
  })

  describe("of cases that need manual review", () => {
    requiresManualReview(store, events)
  })
})
