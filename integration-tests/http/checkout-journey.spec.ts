import { describeStripeStore } from "../support/stripe-store"
import { knowsItsCustomers } from "./checkout-journey/customers"
import { takesEveryCurrency } from "./checkout-journey/currencies"
import { followsChanges } from "./checkout-journey/changes"
import { answersStorefronts } from "./checkout-journey/storefront-routes"
import { tellsTheTruth } from "./checkout-journey/not-placeable"
import { type Markets, seedMarkets } from "./checkout-journey/markets"
import { netsPromotions } from "./checkout-journey/promotions"
import { showsTheCart } from "./checkout-journey/what-stripe-shows"

describeStripeStore(
  "On the way from the cart to the order, the shop",
  (store) => {
    afterEach(async () => {
      await store.stripe.clearFaults()
      await store.stripe.webhooks.resume()
      await store.stripe.webhooks.idle()
    })

    describe("shows at Stripe what is in the cart: it", () => {
      let markets: Markets

      beforeAll(async () => {
        markets = await seedMarkets(store)
      })

      showsTheCart(store, () => markets)
      netsPromotions(store, () => markets)
    })

    describe("counts as Stripe does: it", () => {
      takesEveryCurrency(store)
    })

    describe("says who buys: it", () => {
      knowsItsCustomers(store)
    })

    describe("keeps up with the cart: it", () => {
      followsChanges(store)
    })

    describe("answers storefronts that cannot be redirected: it", () => {
      answersStorefronts(store)
    })

    describe("takes money that finds no order: it", () => {
      tellsTheTruth(store)
    })
  }
)
