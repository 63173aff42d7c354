import { readAccountHealth } from "../support/account-health"
import { Browser, locationOf, textOf } from "../support/browser"
import { discrepanciesOf } from "../support/discrepancy-records"
import { placeHeldOrder } from "../support/held-order"
import { recordPublicEvents } from "../support/public-events"
import { requestsForShoppers } from "../support/requests-for-shoppers"
import {
  orderReads,
  ordersOfCart,
  sql,
  synchronize,
} from "../support/order-records"
import { PLENTY, setStock } from "../support/sold-out"
import {
  intentOf,
  openPage,
  checkoutSessionsOf,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "../support/stripe-checkout"
import { describeStripeStore, STOREFRONT_URL } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

describeStripeStore("The return from Stripe", (store) => {
  const events = recordPublicEvents(store)

  afterEach(async () => {
    await store.stripe.webhooks.resume()
    await store.stripe.clearFaults()
  })

  const returnAddress = async ({ session }: Purchase) => {
    const page = (await checkoutSessionsOf(store, session.id)).at(-1)
    return `/stripe-checkout/return?session_id=${page?.id ?? ""}`
  }

  it("shows the order only to the browser that paid", async () => {
    const order = await placeHeldOrder(store)
    const address = await returnAddress(order)

    const stranger = await new Browser(store).get(address)
    const shopper = await order.browser.get(address)

    expect(stranger.status).toBe(200)
    expect(stranger.headers.get("location")).toBeNull()
    expect(textOf(stranger.body)).toContain("this has been paid")
    expect(textOf(stranger.body)).not.toContain(order.orderId)
    expect(locationOf(shopper)).toContain(order.orderId)
  })

  it("does not accept a cookie that was set for another payment", async () => {
    const order = await placeHeldOrder(store)
    const other = await startPurchase(store)
    const opened = await store.request(other.link)
    const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? ""
    const forged = cookie.replace(other.session.id, order.session.id)

    const answer = await store.request(await returnAddress(order), {
      headers: { cookie: forged },
    })

    expect(forged).toContain(order.session.id)
    expect(answer.status).toBe(200)
    expect(textOf(answer.body)).not.toContain(order.orderId)
  })

  it("leads back to the payment step when nothing was paid", async () => {
    const purchase = await startPurchase(store)
    await openPage(purchase)

    const answer = await purchase.browser.get(await returnAddress(purchase))

    expect(locationOf(answer)).toBe(
      `${STOREFRONT_URL}/de/checkout?step=payment&reason=not_paid`
    )
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
  })

  it("leads back to the payment step when the Checkout Session has expired", async () => {
    const purchase = await startPurchase(store)
    const page = await openPage(purchase)
    await store.stripe.dashboard.expireCheckoutSession(page)

    const answer = await purchase.browser.get(await returnAddress(purchase))

    expect(locationOf(answer)).toBe(
      `${STOREFRONT_URL}/de/checkout?step=payment&reason=expired`
    )
  })

  it("does not report money as released when the card was declined and the Checkout Session expired", async () => {
    const purchase = await startPurchase(store)
    const page = await openPage(purchase)
    await store.stripe.pay(page, { card: "4000000000000002" })
    await store.stripe.dashboard.expireCheckoutSession(page)

    const answer = await purchase.browser.get(await returnAddress(purchase))
    const reply = await store.request(
      `/store/stripe-checkout/payments/${purchase.session.id}`
    )

    expect(locationOf(answer)).toBe(
      `${STOREFRONT_URL}/de/checkout?step=payment&reason=expired`
    )
    expect(reply.body).toEqual({ state: "expired" })
  })

  it.each([
    ["an unknown id", "?session_id=cs_test_unknown"],
    ["a zero byte", "?session_id=%00"],
    ["two ids", "?session_id=cs_1&session_id=cs_2"],
    ["no id", ""],
  ])("answers 404 for %s without a request to Stripe", async (_what, query) => {
    const calls = (await requestsForShoppers(store)).length

    const answer = await store.request(`/stripe-checkout/return${query}`)

    expect(answer.status).toBe(404)
    expect(textOf(answer.body)).toContain("not known")
    expect((await requestsForShoppers(store)).length).toBe(calls)
  })

  it("does nothing for HEAD requests and prefetching browsers", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    const address = await returnAddress(purchase)

    const head = await store.request(address, { method: "HEAD" })
    const ahead = await purchase.browser.get(address, {
      "sec-purpose": "prefetch",
    })

    expect([head.status, ahead.status]).toEqual([204, 204])
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
  })

  it("asks the shopper to wait while Stripe cannot be reached, then continues", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    const address = await payAtStripe(store, purchase)
    await store.stripe.failNext({
      kind: "http_500_before",
      path: "/v1/",
      times: 10,
    })

    const waiting = await purchase.browser.get(address)
    await store.stripe.clearFaults()

    expect(waiting.status).toBe(200)
    expect(textOf(waiting.body)).toContain("do not pay a second time")
    const next = /url=(.+)/.exec(waiting.headers.get("refresh") ?? "")?.[1]
    expect(next).toMatch(/&tries=1$/)
    const answer = await purchase.browser.get(next ?? "")
    expect(locationOf(answer)).toContain("/confirmed")
  })

  it("does not wait long while the webhook is being processed against a slow Stripe", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    const address = await payAtStripe(store, purchase)
    await store.stripe.failNext({
      kind: "slow",
      path: "/v1/checkout/sessions/",
      seconds: 0.3,
      times: 50,
    })

    const [answer] = await Promise.all([
      purchase.browser.get(address),
      store.stripe.webhooks.resume(),
    ])

    expect(locationOf(answer)).toContain("/confirmed")
  })

  it("stops reloading automatically after many tries", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    const address = await payAtStripe(store, purchase)
    await store.stripe.failNext({
      kind: "http_500_before",
      path: "/v1/",
      times: 10,
    })

    const answer = await purchase.browser.get(`${address}&tries=40`)

    expect(textOf(answer.body)).toContain("do not pay again")
    expect(answer.headers.get("refresh")).toBeNull()
    await store.stripe.clearFaults()
    await synchronize(store, purchase.session.id)
  })

  it("waits when the paid cart cannot be placed, keeps the hold, and places the order once it can", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    const address = await payAtStripe(store, purchase)
    await setStock(store, 0)

    const waiting = await purchase.browser.get(address)
    const reply = await store.request(
      `/store/stripe-checkout/payments/${purchase.session.id}`
    )
    const reported = await discrepanciesOf(store, purchase.session.id)
    await setStock(store, PLENTY)

    expect(reported).toMatchObject([
      { kind: "order_not_placeable", status: "open" },
    ])
    expect(
      events.about(purchase.session.id, "order_not_placeable")
    ).toHaveLength(1)
    expect(reply.body).toEqual({ state: "processing" })
    expect(textOf(waiting.body)).toContain("could not be placed yet")
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
    expect((await intentOf(store, purchase.session.id)).status).toBe(
      "requires_capture"
    )
    const answer = await purchase.browser.get(address)
    expect(locationOf(answer)).toContain("/confirmed")
    await synchronize(store, purchase.session.id)
    const resolved = await discrepanciesOf(store, purchase.session.id)
    expect(resolved).toMatchObject([{ status: "resolved" }])
  })

  it("keeps reporting a paid cart that could not be placed while it is being completed again", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    const address = await payAtStripe(store, purchase)
    await setStock(store, 0)
    await purchase.browser.get(address)
    await setStock(store, PLENTY)
    await store.stripe.failNext({
      kind: "timeout_before",
      method: "GET",
      path: "/v1/checkout/sessions",
    })
    const completion = store.storefront.store.cart.complete(purchase.cart.id)
    await waitUntil("the completion to ask Stripe", async () => {
      const held = await store.stripe.held()
      return held.length > 0
    })

    await synchronize(store, purchase.session.id)
    const reported = await discrepanciesOf(store, purchase.session.id)
    await store.stripe.releaseHeld()
    await completion
    await synchronize(store, purchase.session.id)

    expect(reported).toMatchObject([
      { kind: "order_not_placeable", status: "open" },
    ])
    const resolved = await discrepanciesOf(store, purchase.session.id)
    expect(resolved).toMatchObject([{ status: "resolved" }])
  })

  it("shows what a paid cart holds, and the cart as a problem of the health, while it cannot be placed", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    const address = await payAtStripe(store, purchase)
    const before = await readAccountHealth(store)
    await setStock(store, 0)

    await purchase.browser.get(address)
    const [row] = await sql<{ state: string; amount_capturable: string }>(
      store,
      `select state, amount_capturable from stripe_checkout_payment
        where payment_session_id = :id`,
      { id: purchase.session.id }
    )
    const { backlog, problems } = await readAccountHealth(store)
    await setStock(store, PLENTY)

    expect(row?.state).toBe("authorized")
    expect(Number(row?.amount_capturable)).toBe(120)
    expect(backlog.payments_not_placeable).toBe(
      before.backlog.payments_not_placeable + 1
    )
    expect(problems).toContainEqual(
      expect.stringContaining("order could not be placed")
    )
    await purchase.browser.get(address)
    const healed = await readAccountHealth(store)
    expect(healed.backlog.payments_not_placeable).toBe(
      before.backlog.payments_not_placeable
    )
  })

  it("does not report a canceled order as paid", async () => {
    const order = await placeHeldOrder(store)
    await store.admin.admin.order.cancel(order.orderId)
    await synchronize(store, order.session.id)

    for (const browser of [order.browser, new Browser(store)]) {
      const answer = await browser.get(await returnAddress(order))
      expect(textOf(answer.body)).not.toContain("has been paid")
    }
  })

  it("still leads to the confirmation after the money is captured", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.dashboard.capture(order.paymentIntentId)
    await orderReads(store, order.orderId, "paid")

    const answer = await order.browser.get(await returnAddress(order))

    expect(locationOf(answer)).toContain(order.orderId)
  })

  it("puts no personal data into URLs and forbids caching the response", async () => {
    const order = await placeHeldOrder(store)

    const answer = await order.browser.get(await returnAddress(order))

    expect(locationOf(answer)).not.toMatch(/ada|example\.com.*@|cs_test/)
    expect(answer.headers.get("cache-control")).toBe("no-store")
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer")
    expect(answer.headers.get("x-robots-tag")).toBe("noindex")
    expect(answer.headers.get("content-security-policy")).toContain(
      "frame-ancestors 'none'"
    )
  })
})
