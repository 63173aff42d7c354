import { describeStripeStore } from "../support/stripe-store"
import { knowsItsCustomers } from "./checkout-journey/customers"
import { takesEveryCurrency } from "./checkout-journey/currencies"
import { followsChanges } from "./checkout-journey/changes"
import { answersStorefronts } from "./checkout-journey/storefront-routes"
import { handlesUnavailableCarts } from "./checkout-journey/not-placeable"
import { type Markets, seedMarkets } from "./checkout-journey/markets"
import { netsPromotions } from "./checkout-journey/promotions"
import { showsTheCart } from "./checkout-journey/cart-contents"

describeStripeStore("The checkout", (store) => {
  afterEach(async () => {
    await store.stripe.clearFaults()
    await store.stripe.webhooks.resume()
    await store.stripe.webhooks.idle()
  })

  describe("with everything that a cart can contain", () => {
    let markets: Markets

    beforeAll(async () => {
      markets = await seedMarkets(store)
    })

    showsTheCart(store, () => markets)
    netsPromotions(store, () => markets)
  })

  describe("with any currency", () => {
    takesEveryCurrency(store)
  })

  describe("with guests and customers", () => {
    knowsItsCustomers(store)
  })

  describe("with a cart that changes", () => {
    followsChanges(store)
  })

  describe("with a storefront that cannot redirect", () => {
    answersStorefronts(store)
  })

  describe("with a cart that becomes unavailable", () => {
    handlesUnavailableCarts(store)
  })
})
