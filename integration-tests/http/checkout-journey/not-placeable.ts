import { Modules } from "@medusajs/framework/utils"
import {
  deleteProductVariantsWorkflow,
  deleteShippingOptionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { textOf } from "../../support/browser"
import { only } from "../../support/only"
import { ordersOfCart, sql, synchronize } from "../../support/order-records"
import { seedRegion, type SeededRegion } from "../../support/seed-region"
import {
  intentOf,
  openPage,
  checkoutSessionsOf,
  payFor,
  type Purchase,
  startPurchase,
} from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import { waitUntil } from "../../support/wait-until"

/** The purchase is no longer available when the order is to be placed. */
export function handlesUnavailableCarts(store: StripeStore): void {
  const paidIn = async (country: string) => {
    const region = await seedRegion(store, {
      currencyCode: "eur",
      country,
      shirt: 100,
      delivery: 20,
    })
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store, { region })
    const { redirectUrl } = await store.stripe.pay(await openPage(purchase))
    return { region, purchase, returnAddress: redirectUrl ?? "" }
  }

  it("accepts no payment when it is empty or deleted", async () => {
    const empty = await startPurchase(store)
    const item = only(empty.cart.items ?? [])
    await store.storefront.store.cart.deleteLineItem(empty.cart.id, item.id)
    const { cart } = await store.storefront.store.cart.retrieve(empty.cart.id)
    const renewed = await payFor(store, cart)
    const gone = await startPurchase(store)
    await store.container.resolve(Modules.CART).softDeleteCarts([gone.cart.id])

    const ofTheEmpty = await renewed.browser.get(renewed.link)
    const ofTheGone = await gone.browser.get(gone.link)

    expect(ofTheEmpty.status).toBe(409)
    expect(textOf(ofTheEmpty.body)).toContain("not complete yet")
    expect(ofTheGone.status).toBe(410)
    for (const { session } of [renewed, gone]) {
      expect(await checkoutSessionsOf(store, session.id)).toEqual([])
    }
  })

  const GONE: readonly [
    string,
    string,
    (region: SeededRegion) => Promise<unknown>,
  ][] = [
    [
      "its variant was deleted",
      "pt",
      ({ variantId }) =>
        deleteProductVariantsWorkflow(store.container).run({
          input: { ids: [variantId] },
        }),
    ],
    [
      "its shipping option was deleted",
      "ie",
      ({ shippingOptionId }) =>
        deleteShippingOptionsWorkflow(store.container).run({
          input: { ids: [shippingOptionId] },
        }),
    ],
  ]

  it.each(GONE)(
    "either places the order or reports that it could not, when %s after payment",
    async (_what, country, remove) => {
      const { region, purchase, returnAddress } = await paidIn(country)
      await remove(region)

      const back = await purchase.browser.get(returnAddress)

      const orders = await ordersOfCart(store, purchase.cart.id)
      if (orders.length) {
        expect(back.headers.get("location")).toContain("/confirmed")
      } else {
        expect(textOf(back.body)).toContain("could not be placed yet")
        await exceedPlacementDeadline(purchase)
      }
      const { status } = await intentOf(store, purchase.session.id)
      expect(status).toBe(orders.length ? "requires_capture" : "canceled")
    }
  )

  /** After 72 hours the plugin stops trying to place the order. */
  async function exceedPlacementDeadline({ session }: Purchase): Promise<void> {
    only(
      await sql(
        store,
        `update stripe_checkout_payment
            set order_failing_since = now() - interval '73 hours', next_sync_at = now()
          where payment_session_id = :id and order_failing_since is not null
          returning id`,
        { id: session.id }
      )
    )
    await synchronize(store, session.id)
    await waitUntil("the hold to be released", async () => {
      const { status } = await intentOf(store, session.id)
      return status === "canceled"
    })
  }
}
