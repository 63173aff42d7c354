import { locationOf } from "../../support/browser"
import { only } from "../../support/only"
import { ordersOfCart } from "../../support/order-records"
import type { Cart } from "../../support/shopper"
import { cartOf, signUp } from "../../support/sign-up"
import {
  intentOf,
  openPage,
  checkoutSessionsOf,
  payFor,
  type Purchase,
  startPurchase,
} from "../../support/stripe-checkout"
import { STOREFRONT_URL, type StripeStore } from "../../support/stripe-store"
import { waitUntil } from "../../support/wait-until"
import { type Alternatives, seedAlternatives } from "./alternatives"

type Change = (purchase: Purchase) => Promise<unknown>

/** A cart is changed in another tab before, during and after payment. */
export function followsChanges(store: StripeStore): void {
  let other: Alternatives

  beforeAll(async () => {
    other = await seedAlternatives(store)
  })

  const carts = () => store.storefront.store.cart

  const OTHER_ADDRESS = {
    first_name: "Ada",
    last_name: "Muster",
    address_1: "Rue de la Paix 1",
    postal_code: "75002",
    city: "Paris",
    country_code: "fr",
  }

  /** Each leaves the total unchanged: core keeps the payment session. */
  const AT_THE_SAME_TOTAL: Record<string, Change> = {
    "the address": ({ cart }) =>
      carts().update(cart.id, { shipping_address: OTHER_ADDRESS }),
    "the e-mail": ({ cart }) =>
      carts().update(cart.id, { email: "other@example.com" }),
    "the language": ({ cart }) => carts().update(cart.id, { locale: "fr-FR" }),
  }

  /** Each changes the total: core deletes the payment session. */
  const AT_ANOTHER_TOTAL: Record<string, Change> = {
    "the quantity": ({ cart }) =>
      carts().updateLineItem(cart.id, only(cart.items ?? []).id, {
        quantity: 2,
      }),
    "the items": ({ cart }) =>
      carts().createLineItem(cart.id, {
        variant_id: store.seed.variantId,
        quantity: 3,
      }),
    "the delivery": ({ cart }) =>
      carts().addShippingMethod(cart.id, { option_id: other.express }),
    "the promotion": ({ cart }) =>
      carts().update(cart.id, { promo_codes: [other.promotion] }),
    "the region and its currency": ({ cart }) =>
      carts().update(cart.id, {
        region_id: other.poland.regionId,
        shipping_address: { ...OTHER_ADDRESS, country_code: "pl" },
      }),
  }

  const EVERY = { ...AT_THE_SAME_TOTAL, ...AT_ANOTHER_TOTAL }

  it.each(Object.keys(EVERY))(
    "expires the open Checkout Session when %s changes, so that nobody can pay it",
    async (what) => {
      const purchase = await startPurchase(store)
      const page = await openPage(purchase)

      await EVERY[what]?.(purchase)

      await waitUntil("the Checkout Session to be expired", async () => {
        const { status } = only(
          await checkoutSessionsOf(store, purchase.session.id)
        )
        expect(status).toBe("expired")
        return true
      })
      await expect(store.stripe.pay(page)).rejects.toThrow()
    }
  )

  it("expires the open Checkout Session when a customer signs in, and opens another one with their e-mail", async () => {
    const grace = await signUp(store)
    const purchase = await startPurchase(store)
    await openPage(purchase)

    await grace.storefront.store.cart.transferCart(purchase.cart.id)
    await waitUntil("the Checkout Session to be expired", async () => {
      const { status } = only(
        await checkoutSessionsOf(store, purchase.session.id)
      )
      expect(status).toBe("expired")
      return true
    })

    await openPage(purchase)
    const [, theirs] = await checkoutSessionsOf(store, purchase.session.id)
    expect(theirs?.customer_email).toBe(grace.email)
  })

  it("keeps following the cart after a Checkout Session was expired and replaced", async () => {
    const purchase = await startPurchase(store)
    await openPage(purchase)
    for (const email of ["first@example.com", "second@example.com"]) {
      await carts().update(purchase.cart.id, { email })
      await waitUntil("the Checkout Session to be expired", async () => {
        const { status } =
          (await checkoutSessionsOf(store, purchase.session.id)).at(-1) ?? {}
        expect(status).toBe("expired")
        return true
      })
      await openPage(purchase)
    }

    expect(await checkoutSessionsOf(store, purchase.session.id)).toHaveLength(3)
  })

  it("notices a change that happens while the Checkout Session is being opened", async () => {
    const purchase = await startPurchase(store)
    await store.stripe.failNext({
      kind: "timeout_after",
      method: "POST",
      path: "/v1/checkout/sessions",
    })
    const click = purchase.browser.get(purchase.link)
    await waitUntil(
      "the Checkout Session to be requested at Stripe",
      async () => only(await store.stripe.held())
    )
    await carts().update(purchase.cart.id, { email: "late@example.com" })
    await store.stripe.releaseHeld()
    await click

    await waitUntil("the outdated Checkout Session to be expired", async () => {
      const pages = await checkoutSessionsOf(store, purchase.session.id)
      const outdated = pages.filter(
        ({ customer_email, status }) =>
          customer_email !== "late@example.com" && status === "open"
      )
      expect(outdated).toEqual([])
      return true
    })
  })

  it("keeps the open Checkout Session while nothing that it shows changes", async () => {
    const purchase = await startPurchase(store)
    const page = await openPage(purchase)

    await carts().update(purchase.cart.id, { metadata: { note: "ring twice" } })
    await store.stripe.pay(page)

    await waitUntil("the order", () => ordersOfCart(store, purchase.cart.id))
  })

  it.each(Object.keys(AT_THE_SAME_TOTAL))(
    "places the order at the paid total when %s changes at the moment of payment",
    async (what) => {
      await store.stripe.webhooks.pause()
      const purchase = await startPurchase(store)
      await store.stripe.pay(await openPage(purchase))

      await AT_THE_SAME_TOTAL[what]?.(purchase)
      await store.stripe.webhooks.resume()

      await waitUntil("the order", () => ordersOfCart(store, purchase.cart.id))
      expect(await intentOf(store, purchase.session.id)).toMatchObject({
        status: "requires_capture",
        amount: 12000,
      })
    }
  )

  it.each(Object.keys(AT_ANOTHER_TOTAL))(
    "releases the hold and places no order when %s changes at the moment of payment",
    async (what) => {
      await store.stripe.webhooks.pause()
      const purchase = await startPurchase(store)
      const { redirectUrl } = await store.stripe.pay(await openPage(purchase))

      await AT_ANOTHER_TOTAL[what]?.(purchase)
      await store.stripe.webhooks.resume()

      await waitUntil("the hold to be released", async () => {
        const { status } = await intentOf(store, purchase.session.id)
        return status === "canceled"
      })
      expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
      const back = locationOf(await purchase.browser.get(redirectUrl ?? ""))
      expect(back.startsWith(STOREFRONT_URL)).toBe(true)
      expect(back).toContain("reason=released")
    }
  )

  it.each(Object.keys(EVERY))(
    "accepts payment after %s has changed, at the new total",
    async (what) => {
      const purchase = await startPurchase(store)
      await openPage(purchase)
      await EVERY[what]?.(purchase)
      const changed = await deliverable(purchase.cart)

      const renewed = await payFor(store, changed)
      await store.stripe.pay(await openPage(renewed))

      await waitUntil("the order", () => ordersOfCart(store, changed.id))
      expect(await intentOf(store, renewed.session.id)).toMatchObject({
        currency: changed.currency_code,
        amount: Math.round(changed.total * 100),
      })
    }
  )

  it("keeps a signed-in customer's cart separate from the Checkout Session that a guest opened in another tab", async () => {
    const grace = await signUp(store)
    const guest = await startPurchase(store)
    await openPage(guest)
    const own = await payFor(grace, await cartOf(grace))

    await openPage(own)

    expect(only(await checkoutSessionsOf(store, guest.session.id)).status).toBe(
      "open"
    )
  })

  /** After a change of country there may be no shipping method yet. */
  async function deliverable({ id }: Pick<Cart, "id">): Promise<Cart> {
    const { cart } = await carts().retrieve(id)
    if (cart.region_id !== other.poland.regionId) return cart
    const { cart: delivered } = await carts().addShippingMethod(id, {
      option_id: other.poland.shippingOptionId,
    })
    return delivered
  }
}
