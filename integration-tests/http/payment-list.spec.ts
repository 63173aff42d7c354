import { PLENTY, setStock } from "../support/sold-out"
import { describeStripeStore } from "../support/stripe-store"
import { showsPagesAndFilters } from "./payment-list/filters"
import { isExported } from "./payment-list/export"
import { showsWhatIsPending } from "./payment-list/pending"
import { isSearched } from "./payment-list/search"
import { sortsPaymentsIntoViews } from "./payment-list/views"

describeStripeStore("The list of payments", (store) => {
  afterEach(async () => {
    await setStock(store, PLENTY)
    await store.stripe.clearFaults()
    await store.stripe.webhooks.resume()
  })

  sortsPaymentsIntoViews(store)

  describe("that are pending", () => {
    showsWhatIsPending(store)
  })

  showsPagesAndFilters(store)

  isSearched(store)

  isExported(store)
})
