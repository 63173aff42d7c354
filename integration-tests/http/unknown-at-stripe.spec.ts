import { readAccountHealth } from "../support/account-health"
import { locationOf, textOf } from "../support/browser"
import { placeHeldOrder, setStatus } from "../support/held-order"
import { only } from "../support/only"
import {
  operationsOf,
  orderReads,
  orderStatus,
  sql,
} from "../support/order-records"
import { recordPublicEvents } from "../support/public-events"
import {
  checkoutSessionsOf,
  openPage,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { makeRetriesDue, tick, waitForFailedSync } from "../support/sweep"

describeStripeStore("A payment that Stripe does not know", (store) => {
  const events = recordPublicEvents(store)

  afterEach(async () => {
    await store.stripe.clearFaults()
    await store.stripe.webhooks.resume()
  })

  it("keeps a requested capture pending, and is captured once Stripe knows it again", async () => {
    const order = await placeHeldOrder(store)
    const remember = await forgetAtStripe(order)

    await setStatus(store, order, "ready_for_capture")
    await waitForFailedSync(store, order.session.id)

    expect(only(await operationsOf(store, order.orderId))).toMatchObject({
      kind: "capture",
      status: "pending",
      reason_code: "unknown_at_stripe",
    })
    expect(await orderStatus(store, order.orderId)).toBe("ready_for_capture")
    expect(await failureOf(order)).toMatchObject({
      sync_failure_code: "unknown_at_stripe",
      state: "authorized",
    })
    await remember()
    await makeRetriesDue(store)
    await tick(store)
    await orderReads(store, order.orderId, "paid")
    expect(await failureOf(order)).toMatchObject({
      sync_failures: 0,
      sync_failed_since: null,
      sync_failure_code: null,
    })
  })

  it("is a problem of the health, with the reason, once that has lasted for more than five minutes", async () => {
    const order = await placeHeldOrder(store)
    const before = await readAccountHealth(store)
    const remember = await forgetAtStripe(order)
    await setStatus(store, order, "ready_for_capture")
    await waitForFailedSync(store, order.session.id)
    const recent = await readAccountHealth(store)
    await sql(
      store,
      `update stripe_checkout_payment set sync_failed_since = now() - interval '1 day'
        where payment_session_id = :id returning id`,
      { id: order.session.id }
    )

    const { backlog, problems } = await readAccountHealth(store)

    expect(recent.backlog.payments_failing).toBe(
      before.backlog.payments_failing
    )
    expect(backlog.payments_failing).toBe(before.backlog.payments_failing + 1)
    expect(problems).toContainEqual(
      expect.stringMatching(
        /cannot be synchronized: \d+\. Stripe does not know .* stay pending\.$/
      )
    )
    await remember()
    await makeRetriesDue(store)
    await tick(store)
    await orderReads(store, order.orderId, "paid")
    const healed = await readAccountHealth(store)
    expect(healed.backlog.payments_failing).toBe(
      before.backlog.payments_failing
    )
  })

  it("keeps a requested capture pending while the key may not read it", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.failNext({
      kind: "http_403",
      path: "/v1/checkout/sessions/",
      times: 50,
    })

    await setStatus(store, order, "ready_for_capture")
    await waitForFailedSync(store, order.session.id)

    expect(only(await operationsOf(store, order.orderId))).toMatchObject({
      status: "pending",
      reason_code: "external_error",
      reason_params: { error_code: "stripe_misconfigured" },
    })
    await store.stripe.clearFaults()
    await makeRetriesDue(store)
    await tick(store)
    await orderReads(store, order.orderId, "paid")
  })

  it("keeps a requested capture pending while the key may not capture it", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.failNext({
      kind: "http_403",
      method: "POST",
      path: /\/capture$/,
      times: 50,
    })

    await setStatus(store, order, "ready_for_capture")
    await waitForFailedSync(store, order.session.id)

    expect(only(await operationsOf(store, order.orderId)).status).toBe(
      "pending"
    )
    await store.stripe.clearFaults()
    await makeRetriesDue(store)
    await tick(store)
    await orderReads(store, order.orderId, "paid")
  })

  it("is not paid a second time: no other Checkout Session is opened", async () => {
    const purchase = await startPurchase(store)
    await openPage(purchase)
    const remember = await forgetAtStripe(purchase)

    const refused = await purchase.browser.get(purchase.link)

    expect(refused.status).toBe(503)
    expect(textOf(refused.body)).toContain("do not pay a second time")
    only(await checkoutSessionsOf(store, purchase.session.id))
    await remember()
    only(await checkoutSessionsOf(store, purchase.session.id))
    expect(await openPage(purchase)).toMatch(/^cs_test_/)
  })

  it("gets its order after all when it was paid meanwhile", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    const address = await payAtStripe(store, purchase)
    const remember = await forgetAtStripe(purchase)

    const waiting = await purchase.browser.get(address)

    expect(textOf(waiting.body)).not.toContain("not been paid")
    await remember()
    expect(locationOf(await purchase.browser.get(address))).toContain(
      "/confirmed"
    )
  })

  it("still warns before its hold lapses", async () => {
    const order = await placeHeldOrder(store)
    await sql(
      store,
      `update stripe_checkout_payment
          set capture_before = now() + interval '10 hours'
        where payment_session_id = :id returning id`,
      { id: order.session.id }
    )
    const remember = await forgetAtStripe(order)

    await setStatus(store, order, "on_hold")
    await waitForFailedSync(store, order.session.id)

    await events.first(order.session.id, "authorization_expiring")
    await remember()
    await makeRetriesDue(store)
    await tick(store)
    expect(
      events.about(order.session.id, "authorization_expiring")
    ).toHaveLength(1)
  })

  it("is given up when nobody could have paid it any more for days", async () => {
    const purchase = await startPurchase(store)
    await openPage(purchase)
    const remember = await forgetAtStripe(purchase)
    await sql(
      store,
      `update stripe_checkout_payment
          set checkout_session_expires_at = now() - interval '73 hours',
              next_sync_at = now()
        where payment_session_id = :id returning id`,
      { id: purchase.session.id }
    )

    await tick(store)

    expect(await failureOf(purchase)).toMatchObject({
      state: "expired",
      reason_code: "unknown_at_stripe",
      next_sync_at: null,
      sync_failures: 0,
    })
    await remember()
  })

  /** As with another account's key: Stripe has no object with the id that we have. */
  async function forgetAtStripe({ session }: Pick<Purchase, "session">) {
    const rename = async (from: string, to: string) =>
      only(
        await sql(
          store,
          `update stripe_checkout_payment
              set checkout_session_id = replace(checkout_session_id, :from, :to)
            where payment_session_id = :id returning id`,
          { id: session.id, from, to }
        )
      )
    await rename("cs_test_", "cs_test_elsewhere_")
    return () => rename("cs_test_elsewhere_", "cs_test_")
  }

  async function failureOf({ session }: Pick<Purchase, "session">) {
    return only(
      await sql<Record<string, unknown>>(
        store,
        `select * from stripe_checkout_payment where payment_session_id = :id`,
        { id: session.id }
      )
    )
  }
})
