import { recordPublicEvents } from "../support/public-events"
import { describeStripeStore } from "../support/stripe-store"
import { debitsOfCarts } from "./bank-debits/of-a-cart"
import { debitsOfPaymentLinks } from "./bank-debits/of-a-payment-link"

/** Cards are held, debits cannot be. */
describeStripeStore(
  "A bank debit, which takes days",
  (store) => {
    const events = recordPublicEvents(store)

    beforeEach(() => store.stripe.setSwitch("sepa_debit", true))

    afterEach(() => store.stripe.webhooks.resume())

    describe("for a cart", () => {
      debitsOfCarts(store, events)
    })

    describe("for a payment link", () => {
      debitsOfPaymentLinks(store, events)
    })
  },
  { captureMethod: "manual_where_possible" }
)
