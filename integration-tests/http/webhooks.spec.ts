import { createHmac } from "node:crypto"
import { placeHeldOrder } from "../support/held-order"
import { requestsForShoppers } from "../support/requests-for-shoppers"
import { only } from "../support/only"
import {
  orderReads,
  ordersOfCart,
  orderStatus,
  sql,
} from "../support/order-records"
import {
  intentOf,
  payAtStripe,
  startPurchase,
} from "../support/stripe-checkout"
import { deliver, stripeEvent } from "../support/stripe-event"
import { describeStripeStore, WEBHOOK_SECRET } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

describeStripeStore("Stripe's webhook", (store, expectDifference) => {
  afterEach(async () => {
    await store.stripe.webhooks.resume()
    await store.stripe.clearFaults()
  })

  describe("is rejected and changes no row when the delivery", () => {
    const now = () => Math.floor(Date.now() / 1000)
    const sign = (payload: string, time: number, secret = WEBHOOK_SECRET) => {
      const digest = createHmac("sha256", secret)
        .update(`${time}.${payload}`)
        .digest("hex")
      return `t=${time},v1=${digest}`
    }

    it.each<[string, (payload: string) => string]>([
      ["is not signed", () => ""],
      [
        "is signed with another secret",
        (p) => sign(p, now(), "whsec_forged_one"),
      ],
      ["is ten minutes old", (p) => sign(p, now() - 600)],
      ["has a timestamp in the future", (p) => sign(p, now() + 600)],
      ["carries the signature of another body", () => sign("{}", now())],
      ["carries a malformed signature", () => "t=abc,v1=,v0=00"],
    ])("%s", async (_what, makeSignature) => {
      const { session } = await openUnpaid()
      const before = await countRows()
      const payload = stripeEvent({
        type: "checkout.session.completed",
        object: {
          id: "cs_forged",
          object: "checkout.session",
          metadata: { payment_session_id: session.id },
        },
      })

      const answer = await deliver(store, payload, {
        signature: makeSignature(payload),
      })

      expect(answer.status).toBe(400)
      expect(await countRows()).toEqual(before)
    })

    it.each([
      ["is live, for a store in test mode", stripeEvent({ livemode: true })],
      ["is not JSON", "payment_intent=paid"],
      ["contains no object", '{"object":"event","livemode":false}'],
      ["is null", "null"],
    ])("%s", async (_what, payload) => {
      const before = await countRows()

      const answer = await deliver(store, payload)

      expect(answer.status).toBe(400)
      expect(await countRows()).toEqual(before)
    })

    it("is larger than a megabyte", async () => {
      const before = await countRows()
      const object = { id: "pi_1", description: "x".repeat(1_100_000) }

      const answer = await deliver(store, stripeEvent({ object }))

      expect(answer.status).toBe(413)
      expect(await countRows()).toEqual(before)
    })

    it("is for an account that the store does not have", async () => {
      const before = await countRows()

      const answer = await deliver(store, stripeEvent(), { account: "/mars" })

      expect(answer.status).toBe(404)
      expect(await countRows()).toEqual(before)
    })
  })

  it("stores an event of half a megabyte", async () => {
    const id = "evt_large"
    signedByTheSpec(id)
    const object = { id: "pi_1", description: "x".repeat(500_000) }

    const answer = await deliver(store, stripeEvent({ id, object }))

    expect(answer.status).toBe(200)
    expect(await eventRow(id)).toMatchObject({ status: "ignored" })
  })

  it("stores an event of an unsupported type as ignored, with the reason", async () => {
    const id = "evt_customer_created"
    signedByTheSpec(id)

    const answer = await deliver(
      store,
      stripeEvent({
        id,
        type: "customer.created",
        object: { id: "cus_1", object: "customer" },
      })
    )

    expect(answer.status).toBe(200)
    expect(await eventRow(id)).toMatchObject({
      status: "ignored",
      reason_code: "event_type_ignored",
    })
  })

  it.each([
    ["names a payment session of another store", { payment_session_id: "p_x" }],
    ["was created by hand in the Dashboard", {}],
  ])("ignores a payment that %s", async (_what, metadata) => {
    const id = `evt_foreign_${Object.keys(metadata).length}`
    signedByTheSpec(id)
    const calls = (await requestsForShoppers(store)).length

    const answer = await deliver(
      store,
      stripeEvent({
        id,
        object: { id: "pi_foreign", object: "payment_intent", metadata },
      })
    )

    expect(answer.status).toBe(200)
    expect(await eventRow(id)).toMatchObject({
      status: "ignored",
      payment_session_id: null,
    })
    expect((await requestsForShoppers(store)).length).toBe(calls)
  })

  it("takes amounts and statuses only from Stripe's API, never from an event", async () => {
    signedByTheSpec("evt_false_claim")
    const purchase = await openUnpaid()

    const answer = await deliver(
      store,
      stripeEvent({
        id: "evt_false_claim",
        type: "payment_intent.succeeded",
        object: {
          id: "pi_false_claim",
          object: "payment_intent",
          status: "succeeded",
          amount: 12000,
          amount_received: 12000,
          metadata: { payment_session_id: purchase.session.id },
        },
      })
    )

    expect(answer.status).toBe(200)
    await waitUntil("the event to be processed", async () => {
      const row = await eventRow("evt_false_claim")
      return row.status === "processed"
    })
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
  })

  it("settles each event with its result", async () => {
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)

    const rows = await waitUntil("all events to be settled", async () => {
      const found = await eventsOf(purchase.session.id)
      return found.some(({ status }) => status === "received") ? null : found
    })

    expect(rows.length).toBeGreaterThan(1)
    expect(rows.every(({ reason_code }) => Boolean(reason_code))).toBe(true)
    const statuses = new Set(rows.map(({ status }) => status))
    expect([...statuses].sort()).toEqual(["ignored", "processed"])
  })

  it("is processed again after a failure when the merchant resends the event", async () => {
    await store.stripe.failNext({
      kind: "http_500_before",
      method: "GET",
      path: "/v1/checkout/sessions/",
      times: 40,
    })
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    const failed = await waitUntil("the event to have failed", async () =>
      (await eventsOf(purchase.session.id)).find(
        ({ status }) => status === "failed"
      )
    )
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
    await store.stripe.clearFaults()

    await store.stripe.webhooks.deliver(failed.event_id)

    await waitUntil("the order", async () =>
      only(await ordersOfCart(store, purchase.cart.id))
    )
    await waitUntil("the event to be processed", async () => {
      const row = await eventRow(failed.event_id)
      return row.status === "processed"
    })
  })

  it("asks Stripe to resend an event that could not be stored", async () => {
    await sql(
      store,
      `alter table stripe_checkout_event rename to stripe_checkout_event_away`
    )

    const answer = await deliver(store, stripeEvent())
    await sql(
      store,
      `alter table stripe_checkout_event_away rename to stripe_checkout_event`
    )

    expect(answer.status).toBe(500)
  })

  it("does no harm in any order and any number of deliveries", async () => {
    await store.stripe.webhooks.pause()
    await store.stripe.webhooks.doubleNext(3)
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    const intent = await intentOf(store, purchase.session.id)
    await store.stripe.dashboard.capture(intent.id)

    await store.stripe.webhooks.resume("newest_first")

    const orderId = await waitUntil("the order", async () =>
      only(await ordersOfCart(store, purchase.cart.id))
    )
    await orderReads(store, orderId, "paid")
  })

  it("changes nothing when old events are delivered again", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.dashboard.capture(order.paymentIntentId)
    await orderReads(store, order.orderId, "paid")
    const events = await store.stripe.events()
    const aboutThis = events.filter(({ data }) =>
      JSON.stringify(data).includes(order.paymentIntentId)
    )

    await Promise.all(
      aboutThis.map(({ id }) => store.stripe.webhooks.deliver(id))
    )
    await store.stripe.webhooks.idle()

    expect(aboutThis.length).toBeGreaterThan(4)
    expect(await orderStatus(store, order.orderId)).toBe("paid")
  })

  it("shows in the plugin's health endpoint", async () => {
    const health = await store.admin.client.fetch<{
      status: string
      locking_provider: string
      accounts: Record<string, unknown>[]
    }>("/admin/stripe-checkout/health")

    expect(health.locking_provider).toBe("in-memory")
    const account = only(health.accounts)
    expect(account).toMatchObject({
      account: "default",
      provider_id: "pp_stripe-checkout_default",
      stripe_account_id: expect.stringMatching(/^acct_/) as string,
      key: { mode: "test", is_restricted: false },
      api_version: "2026-10-28.endive",
      webhook_endpoint: {
        expected_url: `${store.baseUrl}/hooks/stripe-checkout`,
        state: "enabled",
        missing_events: [],
      },
      last_event: { type: expect.any(String) as string },
      backlog: { events_dead: 0, events_failed: 0 },
    })
    expect(JSON.stringify(health)).not.toMatch(/sk_test|whsec_/)
  })

  it("is reported as unknown by the plugin's health endpoint when Stripe cannot be reached", async () => {
    for (const path of [/^\/v1\/account$/, /^\/v1\/webhook_endpoints/]) {
      await store.stripe.failNext({ kind: "http_500_before", path })
    }

    const health = await store.admin.client.fetch<{
      status: string
      accounts: { problems: string[]; webhook_endpoint: { state: string } }[]
    }>("/admin/stripe-checkout/health")

    expect(health.status).toBe("attention")
    expect(only(health.accounts)).toMatchObject({
      webhook_endpoint: { state: "unknown" },
      problems: expect.arrayContaining([
        "Stripe could not answer.",
      ]) as string[],
    })
  })

  /** The signature is valid, so the event is stored, but Stripe never created it. */
  function signedByTheSpec(about: string): void {
    expectDifference({
      invariant: "I12",
      about,
      because: "the spec signs it with the store's own secret",
    })
  }

  async function openUnpaid() {
    const purchase = await startPurchase(store)
    await purchase.browser.get(purchase.link)
    return purchase
  }

  async function countRows(): Promise<number[]> {
    const [row] = await sql<Record<string, string>>(
      store,
      `select (select count(*) from stripe_checkout_event) as events,
              (select count(*) from stripe_checkout_payment) as payments,
              (select count(*) from stripe_checkout_operation) as operations`
    )
    return Object.values(row ?? {}).map(Number)
  }

  type EventRow = {
    event_id: string
    status: string
    reason_code: string | null
    payment_session_id: string | null
  }

  async function eventRow(id: string): Promise<EventRow> {
    return only(
      await sql<EventRow>(
        store,
        `select * from stripe_checkout_event where event_id = :id`,
        { id }
      )
    )
  }

  async function eventsOf(id: string): Promise<EventRow[]> {
    return sql<EventRow>(
      store,
      `select * from stripe_checkout_event where payment_session_id = :id`,
      { id }
    )
  }
})
