// cspell:ignore effectué paiement
import { Browser, textOf } from "../support/browser"
import {
  checkoutSessionsOf,
  openPage,
  raiseTheTotal,
  startPurchase,
} from "../support/stripe-checkout"
import { only } from "../support/only"
import { sql } from "../support/order-records"
import { describeStripeStore } from "../support/stripe-store"

describeStripeStore(
  "The pages of a store with a name, colors and a language of its own",
  (store) => {
    it("have the name and the colors, in light and in dark mode", async () => {
      const { body } = await store.request("/stripe-checkout/pay/unknown")

      const html = textOf(body)
      expect(html).toContain("<bdi>North &lt;&amp; Linen&gt;</bdi>")
      expect(html).toContain(
        ":root { color-scheme: light dark; --accent: #0b6e4f; --on-accent: #ffffff; --background: #fffaf0;"
      )
      expect(html).toContain(
        "@media (prefers-color-scheme: dark) { :root { --accent: #0b6e4f; --on-accent: #ffffff; --background: #001a12;"
      )
    })

    it("are in the language of Stripe's page, whatever the cart's and the browser's are", async () => {
      const purchase = await startPurchase(store)
      await sql(store, `update cart set locale = 'de' where id = :id`, {
        id: purchase.cart.id,
      })
      await openPage(purchase)
      const { locale } = only(
        await checkoutSessionsOf(store, purchase.session.id)
      )
      await raiseTheTotal(store, purchase)

      const { headers } = await purchase.browser.get(purchase.link, {
        "accept-language": "es",
      })

      expect([locale, headers.get("content-language")]).toEqual(["fr", "fr"])
    })

    it("say that nothing was paid where the storefront has no page for it", async () => {
      const purchase = await startPurchase(store)
      const page = await openPage(purchase)

      const { status, body } = await new Browser(store).get(
        `/stripe-checkout/return?session_id=${page}`
      )

      expect(status).toBe(200)
      expect(textOf(body)).toContain(
        "<h1>Le paiement n’a pas été effectué</h1>"
      )
    })
  },
  {
    checkout: { locale: "fr" },
    // The carts have no locale, so there is no such page.
    storefrontPaths: { payment: "/{locale}/checkout" },
    shopperPages: {
      name: "North <& Linen>",
      colors: {
        light: { accent: "#0b6e4f", background: "#fffaf0" },
        dark: { background: "#001a12" },
      },
    },
  }
)
