import { recordStatements } from "../support/recorded-statements"
import {
  openPage,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntilIdle } from "../support/sweep"

/** Storefronts ask every few seconds, for each shopper who has Stripe's page open. */
describeStripeStore("A shopper's wait for their order", (store) => {
  it.each<[string, (purchase: Purchase) => Promise<unknown>, string]>([
    ["before the pay link was followed", () => Promise.resolve(), "open"],
    ["while Stripe's page is open", openPage, "open"],
    ["once the order is placed", pay, "confirmed"],
  ])(
    "costs three statements and no call to Stripe %s",
    async (_when, prepare, state) => {
      const purchase = await startPurchase(store)
      await prepare(purchase)
      await waitUntilIdle(store)
      const calls = (await store.stripe.requests()).length

      const statements = await recordStatements(async () => {
        expect(await poll(purchase)).toMatchObject({ state })
      })

      // Medusa's own: whether the publishable key exists, and its sales channels.
      expect(statements).toEqual([
        expect.stringContaining('from "api_key"'),
        expect.stringContaining('from "publishable_api_key_sales_channel"'),
        expect.stringContaining("from stripe_checkout_payment"),
      ])
      expect(await store.stripe.requests()).toHaveLength(calls)
    }
  )

  async function pay(purchase: Purchase): Promise<void> {
    await purchase.browser.get(await payAtStripe(store, purchase))
  }

  async function poll({ cart, session }: Purchase): Promise<unknown> {
    return store.storefront.client.fetch(
      `/store/stripe-checkout/payments/${session.id}?cart_id=${cart.id}`
    )
  }
})
