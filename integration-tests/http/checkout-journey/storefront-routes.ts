import { payInApp } from "../../../docs/snippets/open-in-app"
import { Browser, locationOf } from "../../support/browser"
import { placeHeldOrder } from "../../support/held-order"
import { only } from "../../support/only"
import { ordersOfCart, sql } from "../../support/order-records"
import { createCart, startPaymentSession } from "../../support/shopper"
import { purchaseOf, signUp } from "../../support/sign-up"
import {
  checkoutSessionIn,
  openPage,
  checkoutSessionsOf,
  raiseTheTotal,
  startPurchase,
} from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import { waitUntil } from "../../support/wait-until"

/** The two store routes, for apps and single-page storefronts. */
export function answersStorefronts(store: StripeStore): void {
  const path = (id: string) => `/store/stripe-checkout/payments/${id}`
  const open = (id: string) =>
    store.request(`${path(id)}/open`, { method: "POST" })
  const stateOf = async (id: string, query = "") =>
    (await store.request(`${path(id)}${query}`)).body

  it("returns the URL of Stripe's page, the same one that the pay link redirects to", async () => {
    const purchase = await startPurchase(store)

    const answer = await open(purchase.session.id)

    const page = only(await checkoutSessionsOf(store, purchase.session.id))
    expect(answer).toMatchObject({
      status: 200,
      body: {
        url: page.url,
        expires_at: new Date(page.expires_at * 1000).toISOString(),
      },
    })
    expect(answer.headers.get("cache-control")).toBe("no-store")
    expect(locationOf(await purchase.browser.get(purchase.link))).toBe(page.url)
  })

  it("reports a payment's state from the first click to the order", async () => {
    const purchase = await startPurchase(store)
    const { id } = purchase.session
    expect(await stateOf(id)).toEqual({ state: "open" })
    await open(id)
    expect(await stateOf(id)).toEqual({ state: "open" })
    const page = only(await checkoutSessionsOf(store, id))

    await store.stripe.pay(page.id)

    const orderId = await waitUntil("the order", async () =>
      only(await ordersOfCart(store, purchase.cart.id))
    )
    await waitUntil("the response", async () => {
      expect(await stateOf(id, `?cart_id=${purchase.cart.id}`)).toEqual({
        state: "confirmed",
        order_id: orderId,
      })
      return true
    })
  })

  it("lets an app start, pay and wait the way the guide's snippets do", async () => {
    const cart = await createCart(store)
    const paysInTheTab = async (url: string) => {
      const page = locationOf(await new Browser(store).get(url))
      await store.stripe.pay(checkoutSessionIn(page))
    }

    const status = await payInApp(store.storefront, cart, {
      openBrowser: paysInTheTab,
      appLink: "myshop://paid",
    })

    expect(status).toEqual({
      state: "confirmed",
      order_id: only(await ordersOfCart(store, cart.id)),
    })
  })

  it("finds the payment at Stripe when no webhook arrives", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    const { id } = purchase.session
    await store.stripe.pay(await openPage(purchase))
    await agePage(store, id)

    await waitUntil("the order to be reported", async () => {
      expect(await stateOf(id)).toEqual({ state: "confirmed" })
      return true
    })
  })

  it("does not query Stripe for a shopper who is on its page, however often the storefront polls", async () => {
    const purchase = await startPurchase(store)
    const { id } = purchase.session
    const page = await openPage(purchase)
    const countRequests = async () => {
      const requests = await store.stripe.requests()
      return requests.filter(({ path: requested }) => requested.includes(page))
        .length
    }
    const before = await countRequests()

    await Promise.all(Array.from({ length: 10 }, () => stateOf(id)))

    expect(await countRequests()).toBe(before)
  })

  it("queries Stripe once for many polls of a page that has been open for a while", async () => {
    const purchase = await startPurchase(store)
    const { id } = purchase.session
    const page = await openPage(purchase)
    const countRequests = async () => {
      const requests = await store.stripe.requests()
      return requests.filter(({ path: requested }) => requested.includes(page))
        .length
    }
    await agePage(store, id)
    const before = await countRequests()

    await stateOf(id)
    await Promise.all(Array.from({ length: 10 }, () => stateOf(id)))

    expect((await countRequests()) - before).toBe(1)
  })

  it("returns the order only to the browser that opened the payment", async () => {
    const order = await placeHeldOrder(store)
    const { id } = order.session

    const own = await order.browser.get(path(id))

    expect(own.body).toEqual({ state: "confirmed", order_id: order.orderId })
    expect(await stateOf(id)).toEqual({ state: "confirmed" })
    expect(await stateOf(id, "?cart_id=cart_foreign")).toEqual({
      state: "confirmed",
    })
    expect((await new Browser(store).get(path(id))).body).toEqual({
      state: "confirmed",
    })
  })

  it("recognizes the browser that opened it through the route when it returns from Stripe", async () => {
    const purchase = await startPurchase(store)
    const answer = await open(purchase.session.id)
    const cookies = answer.headers.getSetCookie()
    const page = only(await checkoutSessionsOf(store, purchase.session.id))
    const { redirectUrl } = await store.stripe.pay(page.id)

    const back = await store.request(redirectUrl ?? "", {
      headers: { cookie: cookies[0]?.split(";")[0] ?? "" },
    })

    expect(cookies.map((cookie) => /Path=([^;]+)/.exec(cookie)?.[1])).toEqual([
      "/stripe-checkout",
      "/store/stripe-checkout",
    ])
    expect(locationOf(back)).toContain("/confirmed")
  })

  it("returns the order only to the signed-in customer who owns it", async () => {
    const [owner, stranger] = [await signUp(store), await signUp(store)]
    const { cart, session } = await purchaseOf(owner)
    await open(session.id)
    await store.stripe.pay(only(await checkoutSessionsOf(store, session.id)).id)
    const orderId = await waitUntil("the order", async () =>
      only(await ordersOfCart(store, cart.id))
    )
    const askAs = ({ storefront }: typeof owner) =>
      storefront.client.fetch(path(session.id))

    await waitUntil("the response", async () => {
      expect(await askAs(owner)).toEqual({
        state: "confirmed",
        order_id: orderId,
      })
      return true
    })
    expect(await askAs(stranger)).toEqual({ state: "confirmed" })
  })

  it("reports that a Checkout Session has expired, and opens a new one", async () => {
    const purchase = await startPurchase(store)
    const page = await openPage(purchase)
    await store.stripe.dashboard.expireCheckoutSession(page)
    await waitUntil("the state", async () => {
      expect(await stateOf(purchase.session.id)).toEqual({ state: "expired" })
      return true
    })

    const answer = await open(purchase.session.id)

    expect(answer.status).toBe(200)
    expect(await checkoutSessionsOf(store, purchase.session.id)).toHaveLength(2)
  })

  it.each([
    ["an unknown payment", "payses_unknown"],
    ["a zero byte", "%00"],
    ["another provider's payment", null],
  ])("answers 404 for %s", async (_what, given) => {
    const id =
      given ??
      (
        await startPaymentSession(
          store,
          await createCart(store),
          "pp_system_default"
        )
      ).id

    for (const answer of [await open(id), await store.request(path(id))]) {
      expect(answer).toMatchObject({
        status: 404,
        body: { type: "not_found", code: "stripe_checkout_unknown" },
      })
    }
  })

  it("gives a code for why a payment cannot be opened", async () => {
    const paid = await placeHeldOrder(store)
    const changed = await startPurchase(store)
    await raiseTheTotal(store, changed)
    const unreachable = await startPurchase(store)

    expect(await open(paid.session.id)).toMatchObject({
      status: 409,
      body: { code: "stripe_checkout_already_paid" },
    })
    expect(await open(changed.session.id)).toMatchObject({
      status: 409,
      body: { code: "stripe_checkout_amount_changed" },
    })
    await store.stripe.failNext({
      kind: "http_500_before",
      path: "/v1/checkout",
      times: 5,
    })
    expect(await open(unreachable.session.id)).toMatchObject({
      status: 503,
      body: { code: "stripe_checkout_stripe_unavailable" },
    })
  })

  it("requires the publishable key, as every store route does", async () => {
    const purchase = await startPurchase(store)

    const answer = await fetch(
      new URL(path(purchase.session.id), store.baseUrl)
    )

    expect(answer.status).toBe(400)
  })
}

/** As if the shopper had been on Stripe's page for a minute. */
async function agePage(store: StripeStore, id: string): Promise<void> {
  await sql(
    store,
    `update stripe_checkout_payment
        set created_at = created_at - interval '1 minute',
            synced_at = synced_at - interval '1 minute'
      where payment_session_id = :id`,
    { id }
  )
}
