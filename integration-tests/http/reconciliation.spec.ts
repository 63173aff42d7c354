import { hearPublicEvents } from "../support/public-events"
import { describeStripeStore } from "../support/stripe-store"
import { readFromTheStart, sweep } from "../support/sweep"
import { findsWhatMedusaNeverTold } from "./reconciliation/lost-in-medusa"
import { findsWhatStripeNeverTold } from "./reconciliation/lost-at-stripe"
import { leavesToPeople } from "./reconciliation/matters-for-people"
import { mendsBooks } from "./reconciliation/mended-books"
import { goesOn } from "./reconciliation/runs"

describeStripeStore("Reconciling with Stripe", (store) => {
  const events = hearPublicEvents(store)

  beforeAll(async () => {
    // From here on the shop's own job has no reason to sweep beside the tests.
    await sweep(store)
  })

  beforeEach(async () => {
    await store.stripe.webhooks.pause()
  })

  afterEach(async () => {
    await store.stripe.clearFaults()
    await store.stripe.webhooks.resume()
    await store.stripe.webhooks.idle()
    await readFromTheStart(store)
  })

  describe("reads at Stripe what no webhook told, and", () => {
    findsWhatStripeNeverTold(store)
  })

  describe("reads in Medusa what no event told, and", () => {
    findsWhatMedusaNeverTold(store, events)
  })

  describe("mends the books, and", () => {
    mendsBooks(store, events)
  })

  describe("goes on through accidents, and", () => {
    goesOn(store)
  })

  describe("leaves to people what only they can settle, and", () => {
    leavesToPeople(store, events)
  })
})
