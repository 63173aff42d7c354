import { Browser, locationOf, textOf } from "../support/browser"
import { placeHeldOrder } from "../support/held-order"
import { requestsForShoppers } from "../support/requests-for-shoppers"
import { only } from "../support/only"
import { ordersOfCart } from "../support/order-records"
import { createCart, startPaymentSession } from "../support/shopper"
import {
  checkoutSessionIn,
  openPage,
  checkoutSessionsOf,
  payAtStripe,
  raiseTheTotal,
  startPurchase,
} from "../support/stripe-checkout"
import { describeStripeStore, STOREFRONT_URL } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

describeStripeStore("The pay link", (store) => {
  const callsToStripe = async () => (await requestsForShoppers(store)).length

  it("opens one Checkout Session for ten simultaneous clicks", async () => {
    const purchase = await startPurchase(store)

    const pages = await Promise.all(
      Array.from({ length: 10 }, () => openPage(purchase))
    )

    const opened = only(await checkoutSessionsOf(store, purchase.session.id))
    expect(new Set(pages)).toEqual(new Set([opened.id]))
    expect(opened).toMatchObject({ status: "open", amount_total: 12000 })
  })

  it("leads to the same Checkout Session when it is followed again", async () => {
    const purchase = await startPurchase(store)

    const first = await openPage(purchase)
    const again = await openPage({ ...purchase, browser: new Browser(store) })

    expect(again).toBe(first)
  })

  it("leads to a new Checkout Session once the old one has expired, and the new one can be paid", async () => {
    const purchase = await startPurchase(store)
    const first = await openPage(purchase)
    await store.stripe.dashboard.expireCheckoutSession(first)

    await payAtStripe(store, purchase)

    const [old, renewed] = await checkoutSessionsOf(store, purchase.session.id)
    expect(old).toMatchObject({ id: first, status: "expired" })
    expect(renewed).toMatchObject({ status: "complete" })
    await waitUntil("the order", () => ordersOfCart(store, purchase.cart.id))
  })

  it("opens a new Checkout Session after a decline and an expired Checkout Session", async () => {
    const purchase = await startPurchase(store)
    const first = await openPage(purchase)
    await store.stripe.pay(first, { card: "4000000000000002" })
    await store.stripe.dashboard.expireCheckoutSession(first)

    await payAtStripe(store, purchase)

    await waitUntil("the order", async () =>
      only(await ordersOfCart(store, purchase.cart.id))
    )
  })

  it("opens a new Checkout Session when the shopper's e-mail has changed, and expires the old one", async () => {
    const purchase = await startPurchase(store)
    const first = await openPage(purchase)
    await store.storefront.store.cart.update(purchase.cart.id, {
      email: "ada.lovelace@example.com",
    })

    const second = await openPage(purchase)

    expect(second).not.toBe(first)
    const pages = await checkoutSessionsOf(store, purchase.session.id)
    expect(pages.map(({ status, customer_email }) => [status, customer_email]))
      // prettier-ignore
      .toEqual([
        ["expired", "ada@example.com"],
        ["open", "ada.lovelace@example.com"],
      ])
  })

  it("never leaves two Checkout Sessions that can both be paid", async () => {
    const purchase = await startPurchase(store)
    const first = await openPage(purchase)
    await store.stripe.failNext({
      kind: "http_500_before",
      path: /\/expire$/,
      times: 20,
    })
    await store.storefront.store.cart.update(purchase.cart.id, {
      email: "grace@example.com",
    })

    const answer = await purchase.browser.get(purchase.link)
    await store.stripe.clearFaults()

    expect(answer.status).toBe(503)
    expect(only(await checkoutSessionsOf(store, purchase.session.id)).id).toBe(
      first
    )
    expect(await openPage(purchase)).not.toBe(first)
    const open = (await checkoutSessionsOf(store, purchase.session.id)).filter(
      ({ status }) => status === "open"
    )
    expect(open).toHaveLength(1)
  })

  it("opens nothing for HEAD requests and prefetching browsers", async () => {
    const { session, link, browser } = await startPurchase(store)
    const calls = await callsToStripe()

    const replies = [
      await store.request(link, { method: "HEAD" }),
      await browser.get(link, { purpose: "prefetch" }),
      await browser.get(link, { "sec-purpose": "prefetch;prerender" }),
    ]

    expect(replies.map(({ status }) => status)).toEqual([204, 204, 204])
    expect(await checkoutSessionsOf(store, session.id)).toEqual([])
    expect(await callsToStripe()).toBe(calls)
  })

  it.each([
    ["an unknown id", "payses_unknown"],
    ["a zero byte", "%00"],
    ["another path", "..%2f.."],
    ["a very long id", "x".repeat(500)],
  ])("answers 404 for %s without a request to Stripe", async (_what, id) => {
    const calls = await callsToStripe()

    const answer = await store.request(`/stripe-checkout/pay/${id}`)

    expect(answer.status).toBe(404)
    expect(textOf(answer.body)).toContain("not known")
    expect(await callsToStripe()).toBe(calls)
  })

  it("answers 404 for a payment session of another provider", async () => {
    const cart = await createCart(store)
    const other = await startPaymentSession(store, cart, "pp_system_default")

    const answer = await store.request(`/stripe-checkout/pay/${other.id}`)

    expect(answer.status).toBe(404)
  })

  it("leads to the order confirmation once it has been paid", async () => {
    const { link, browser, orderId } = await placeHeldOrder(store)

    const returnPage = locationOf(await browser.get(link))
    const confirmed = locationOf(await browser.get(returnPage))

    expect(confirmed).toBe(`${STOREFRONT_URL}/de/order/${orderId}/confirmed`)
  })

  it.each(["reset_before", "http_500_before", "http_429"] as const)(
    "asks the shopper to try again while Stripe is down (%s), and works afterwards",
    async (kind) => {
      const purchase = await startPurchase(store)
      await store.stripe.failNext({ kind, path: "/v1/", times: 5 })

      const answer = await purchase.browser.get(purchase.link)
      await store.stripe.clearFaults()

      expect(answer.status).toBe(503)
      expect(textOf(answer.body)).toContain("Try again")
      expect(textOf(answer.body)).not.toMatch(/\bat .*\.[jt]s|sk_test|Error/)
      expect(await openPage(purchase)).toMatch(/^cs_test_/)
    }
  )

  it.each(["http_500_after", "reset_after", "truncated"] as const)(
    "still redirects when Stripe's response was lost (%s), and exactly one Checkout Session can be paid",
    async (kind) => {
      const purchase = await startPurchase(store)
      await store.stripe.failNext({
        kind,
        method: "POST",
        path: "/v1/checkout/sessions",
        times: 2,
      })

      await purchase.browser.get(purchase.link)
      await store.stripe.clearFaults()

      expect(await openPage(purchase)).toMatch(/^cs_test_/)
    }
  )

  it("leads to a Checkout Session that can be paid before the store knows that Stripe opened it", async () => {
    const purchase = await startPurchase(store)
    await store.stripe.failNext({
      kind: "timeout_after",
      method: "POST",
      path: "/v1/checkout/sessions",
    })
    const click = purchase.browser.get(purchase.link)
    const page = await waitUntil(
      "the Checkout Session to be opened at Stripe",
      async () => only(await checkoutSessionsOf(store, purchase.session.id))
    )
    await store.stripe.pay(page.id)

    await store.stripe.releaseHeld()

    expect((await click).status).toBe(303)
    await waitUntil("the order", async () =>
      only(await ordersOfCart(store, purchase.cart.id))
    )
    only(await checkoutSessionsOf(store, purchase.session.id))
  })

  it("reports that the cart has changed when the amounts no longer agree", async () => {
    const purchase = await startPurchase(store)
    await raiseTheTotal(store, purchase)

    const answer = await purchase.browser.get(purchase.link)

    expect(answer.status).toBe(409)
    expect(textOf(answer.body)).toContain("Your cart has changed")
    expect(await checkoutSessionsOf(store, purchase.session.id)).toEqual([])
  })

  it("reports when Stripe does not accept the purchase", async () => {
    const purchase = await startPurchase(store)
    await store.stripe.failNext({ kind: "card_declined", path: "/v1/checkout" })

    const answer = await purchase.browser.get(purchase.link)

    expect(answer.status).toBe(502)
    expect(textOf(answer.body)).toContain("could not be started")
  })

  it("stays out of caches, search engines, frames and referrers, and sets a private cookie in the browser", async () => {
    const { session, link, browser } = await startPurchase(store)

    const { headers } = await browser.get(link)

    expect(headers.get("cache-control")).toBe("no-store")
    expect(headers.get("referrer-policy")).toBe("no-referrer")
    expect(headers.get("x-robots-tag")).toBe("noindex")
    expect(headers.get("content-security-policy")).toContain(
      "frame-ancestors 'none'"
    )
    const cookies = headers.getSetCookie()
    for (const cookie of cookies) {
      expect(cookie).toMatch(new RegExp(`^stripe_checkout_${session.id}=`))
      expect(cookie).toMatch(/HttpOnly/)
      expect(cookie).toMatch(/SameSite=Lax/)
    }
    expect(cookies.map((cookie) => /Path=([^;]+)/.exec(cookie)?.[1])).toEqual([
      "/stripe-checkout",
      "/store/stripe-checkout",
    ])
  })

  it("sends Stripe the cart's total and nothing that could change it", async () => {
    const purchase = await startPurchase(store)

    const page = checkoutSessionIn(
      locationOf(await purchase.browser.get(purchase.link))
    )

    const opened = only(await checkoutSessionsOf(store, purchase.session.id))
    expect(opened).toMatchObject({
      id: page,
      amount_total: 12000,
      currency: "eur",
      customer_email: "ada@example.com",
      metadata: { payment_session_id: purchase.session.id },
      cancel_url: `${STOREFRONT_URL}/de/checkout?step=payment&reason=canceled`,
    })
  })
})
