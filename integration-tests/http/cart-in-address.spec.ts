import { Browser, locationOf, textOf } from "../support/browser"
import { only } from "../support/only"
import { orderReads, ordersOfCart } from "../support/order-records"
import { requestsForShoppers } from "../support/requests-for-shoppers"
import {
  checkoutSessionsOf,
  openPage,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "../support/stripe-checkout"
import { describeStripeStore, STOREFRONT_URL } from "../support/stripe-store"

/** Whoever has a cart's id can read the cart, so only the browser that pays for it learns it. */
describeStripeStore(
  "A storefront whose addresses name the cart",
  (store) => {
    it("has its shopper back at the cart, without the cart's id at Stripe", async () => {
      const purchase = await openPurchase()
      const { cancel_url } = only(
        await checkoutSessionsOf(store, purchase.session.id)
      )

      expect(cancel_url).not.toContain(purchase.cart.id)
      expect(locationOf(await purchase.browser.get(cancel_url ?? ""))).toBe(
        `${STOREFRONT_URL}/cart/${purchase.cart.id}?because=canceled`
      )
    })

    it("tells no other browser which cart it was", async () => {
      const purchase = await openPurchase()
      const { cancel_url, id } = only(
        await checkoutSessionsOf(store, purchase.session.id)
      )
      const stranger = new Browser(store)

      for (const address of [
        cancel_url ?? "",
        `/stripe-checkout/return?session_id=${id}`,
      ]) {
        const { body, headers, status } = await stranger.get(address)
        expect(status).toBe(200)
        expect(headers.get("location")).toBeNull()
        expect(textOf(body)).not.toContain(purchase.cart.id)
      }
    })

    it("asks Stripe for nothing when a paid shopper visits the return page again and again", async () => {
      const purchase = await startPurchase(store)
      const returnAddress = await payAtStripe(store, purchase)
      const first = locationOf(await purchase.browser.get(returnAddress))
      const orderId = only(await ordersOfCart(store, purchase.cart.id))
      await orderReads(store, orderId, "approved")
      await store.stripe.webhooks.idle()
      const calls = (await requestsForShoppers(store)).length

      for (const _visit of [1, 2, 3]) {
        const again = await purchase.browser.get(returnAddress)
        expect(locationOf(again)).toBe(first)
      }

      expect((await requestsForShoppers(store)).length).toBe(calls)
    })

    async function openPurchase(): Promise<Purchase> {
      const purchase = await startPurchase(store)
      await openPage(purchase)
      return purchase
    }
  },
  { storefrontPaths: { payment: "/cart/{cart_id}?because={reason}" } }
)
