import { Modules } from "@medusajs/framework/utils"
import { textOf } from "../../support/browser"
import { capturesOf, setStatus } from "../../support/held-order"
import { only } from "../../support/only"
import { orderReads, ordersOfCart } from "../../support/order-records"
import { seedRegion } from "../../support/seed-region"
import {
  intentOf,
  openPage,
  checkoutSessionsOf,
  startPurchase,
} from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import { waitUntil } from "../../support/wait-until"

/** A cart's total in major units, and what Stripe must charge for it in minor units. */
type Example = {
  readonly currencyCode: string
  readonly country: string
  readonly shirt: number
  readonly delivery: number
  readonly charged: number
}

const EXAMPLES: readonly Example[] = [
  {
    currencyCode: "jpy",
    country: "jp",
    shirt: 12000,
    delivery: 800,
    charged: 12800,
  },
  {
    currencyCode: "krw",
    country: "kr",
    shirt: 99000.4,
    delivery: 0,
    charged: 99000,
  },
  {
    currencyCode: "isk",
    country: "is",
    shirt: 8900,
    delivery: 1200,
    charged: 1010000,
  },
  {
    currencyCode: "ugx",
    country: "ug",
    shirt: 250000,
    delivery: 9000.6,
    charged: 25900100,
  },
  {
    currencyCode: "huf",
    country: "hu",
    shirt: 34990,
    delivery: 1490.5,
    charged: 3648050,
  },
  {
    currencyCode: "twd",
    country: "tw",
    shirt: 1999,
    delivery: 60,
    charged: 205900,
  },
  {
    currencyCode: "kwd",
    country: "kw",
    shirt: 30.125,
    delivery: 2.5,
    charged: 32630,
  },
  {
    currencyCode: "usd",
    country: "us",
    shirt: 99.99,
    delivery: 5,
    charged: 10499,
  },
]

export function takesEveryCurrency(store: StripeStore): void {
  it.each(EXAMPLES)(
    "holds and captures $charged for $shirt and $delivery in $currencyCode",
    async ({ charged, ...requests }) => {
      const region = await seedRegion(store, requests)
      const purchase = await startPurchase(store, { region })
      const page = await openPage(purchase)
      expect(
        only(await checkoutSessionsOf(store, purchase.session.id))
      ).toMatchObject({
        amount_total: charged,
        currency: requests.currencyCode,
      })

      await store.stripe.pay(page)
      const orderId = await waitUntil("the order", async () =>
        only(await ordersOfCart(store, purchase.cart.id))
      )
      await orderReads(store, orderId, "approved")
      await setStatus(store, { orderId }, "ready_for_capture")
      await orderReads(store, orderId, "paid")

      expect(await intentOf(store, purchase.session.id)).toMatchObject({
        status: "succeeded",
        amount_received: charged,
      })
      expect(await capturesOf(store, purchase)).toHaveLength(1)
    }
  )

  it.each([
    ["small", { currencyCode: "eur", country: "at", shirt: 0.4 }, "€0.50"],
    [
      "large",
      { currencyCode: "sek", country: "se", shirt: 10_000_000_000 },
      "SEK\u00A09,999,999,999.99",
    ],
  ])(
    "reports before the redirect that an amount is too %s, and names the limit",
    async (_what, requests, limit) => {
      const region = await seedRegion(store, { ...requests, delivery: 0 })
      const purchase = await startPurchase(store, { region })

      const answer = await purchase.browser.get(purchase.link)

      expect(answer.status).toBe(422)
      expect(textOf(answer.body)).toContain(limit)
      expect(await checkoutSessionsOf(store, purchase.session.id)).toEqual([])
    }
  )

  it.each([
    ["nothing", 0, "There is nothing to pay"],
    ["less than a cent", 0.004, "€0.50"],
  ])(
    "sends the shopper back to the storefront when %s is due",
    async (_what, amount, words) => {
      const purchase = await startPurchase(store)
      const payments = store.container.resolve(Modules.PAYMENT)
      const collection = await payments.createPaymentCollections({
        currency_code: "eur",
        amount,
      })
      const session = await payments.createPaymentSession(collection.id, {
        provider_id: "pp_stripe-checkout_default",
        currency_code: "eur",
        amount,
        data: {},
      })

      const answer = await purchase.browser.get(String(session.data["url"]))

      expect(textOf(answer.body)).toContain(words)
    }
  )
}
