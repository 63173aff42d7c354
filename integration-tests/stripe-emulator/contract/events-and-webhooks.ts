import type { Shop } from "./shop"
import { cart, openShop, payCart, refusal } from "./shop"
import type { WebhookReceiver } from "./webhook-receiver"
import { receiveWebhooks, verify } from "./webhook-receiver"
import type { Source } from "./behavior"
import { behavior } from "./behavior"

const EVENTS: Source = { section: "Events", needs: "a shopper on the page" }
const WEBHOOKS: Source = {
  section: "Webhooks",
  needs: "a webhook endpoint on this machine",
}
const WEBHOOK_ENDPOINTS: Source = {
  section: "Webhook endpoints",
  needs: "a webhook endpoint on this machine",
}

export function describeEventsAndWebhooks(): void {
  let shop: Shop
  let receiver: WebhookReceiver
  const secret = "whsec_contract"

  beforeEach(async () => {
    shop = await openShop({ retryDelays: [0.1, 0.2] })
    receiver = await receiveWebhooks()
  })
  afterEach(async () => {
    await shop.close()
    await receiver.close()
  })

  const register = (enabledEvents = ["*"]) =>
    shop.controls.registerWebhookEndpoint({
      url: receiver.url,
      secret,
      enabledEvents,
    })
  const types = async () =>
    (await shop.controls.events()).map(({ type }) => type)
  const patience = (ms: number) =>
    new Promise((resolve) => setTimeout(resolve, ms))

  describe("events", () => {
    behavior(EVENTS, "of a payment are made in Stripe's order", async () => {
      await payCart(shop)
      expect(await types()).toEqual([
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.amount_capturable_updated",
        "checkout.session.completed",
      ])
    })

    behavior(
      EVENTS,
      "of a decline leave the session out, as declines document",
      async () => {
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        await shop.controls.pay(id, { card: "4000000000000002" })
        expect(await types()).toEqual([
          "payment_intent.created",
          "charge.failed",
          "payment_intent.payment_failed",
        ])
      }
    )

    behavior(
      EVENTS,
      "of a capture are charge.captured and payment_intent.succeeded, as recorded from Stripe",
      async () => {
        const { id } = await payCart(shop)
        await shop.stripe.paymentIntents.capture(id)
        expect((await types()).slice(-2)).toEqual([
          "charge.captured",
          "payment_intent.succeeded",
        ])
      }
    )

    behavior(
      EVENTS,
      "of a lapse are charge.expired and payment_intent.canceled, as the event types document",
      async () => {
        const { id } = await payCart(shop)
        await shop.controls.lapseAuthorization(id)
        expect((await types()).slice(-2)).toEqual([
          "charge.expired",
          "payment_intent.canceled",
        ])
      }
    )

    behavior(
      EVENTS,
      "keep the object as it was when they happened, as Event.data documents",
      async () => {
        const { id } = await payCart(shop)
        await shop.stripe.paymentIntents.capture(id)
        const { data } = await shop.stripe.events.list({
          type: "payment_intent.amount_capturable_updated",
        })
        expect(data[0]?.data.object).toMatchObject({
          status: "requires_capture",
        })
      }
    )

    behavior(
      EVENTS,
      "name the request that caused them, as Event.request documents",
      async () => {
        const { id } = await payCart(shop)
        await shop.stripe.paymentIntents.capture(
          id,
          {},
          { idempotencyKey: "cap-1" }
        )
        const { data } = await shop.stripe.events.list({
          type: "charge.captured",
        })
        expect(data[0]?.request?.idempotency_key).toBe("cap-1")
      }
    )

    behavior(
      EVENTS,
      "are listed newest first, page by page, as pagination documents",
      async () => {
        await payCart(shop)
        const all: string[] = []
        for await (const event of shop.stripe.events.list({ limit: 2 })) {
          all.push(event.type)
        }
        expect(all).toEqual((await types()).reverse())
      }
    )

    behavior(
      EVENTS,
      "are forgotten after 30 days, as the events endpoint documents",
      async () => {
        await payCart(shop)
        await shop.controls.advanceClock(31 * 24 * 60 * 60)
        const { data } = await shop.stripe.events.list({
          type: "charge.succeeded",
        })
        expect(data).toHaveLength(0)
      }
    )

    behavior(
      EVENTS,
      "are not made by editing metadata, as there is no payment_intent.updated",
      async () => {
        const { id } = await payCart(shop)
        const before = await types()
        await shop.stripe.paymentIntents.update(id, {
          metadata: { order_id: "order_1" },
        })
        expect(await types()).toEqual(before)
      }
    )
  })

  describe("a webhook delivery", () => {
    behavior(
      WEBHOOKS,
      "is signed over its exact bytes with a fresh time, as webhook signatures document",
      async () => {
        await register(["checkout.session.completed"])
        await payCart(shop)
        const [delivery] = receiver.received
        expect(delivery && verify(delivery, secret)).toBe(true)
        expect(delivery && verify(delivery, "whsec_other")).toBe(false)
        expect(delivery?.headers["user-agent"]).toBe(
          "Stripe/1.0 (+https://stripe.com/docs/webhooks)"
        )
        expect(delivery?.headers["content-type"]).toBe(
          "application/json; charset=utf-8"
        )
      }
    )

    behavior(
      WEBHOOKS,
      "happens only for the events that the endpoint enabled, as enabled_events documents",
      async () => {
        await register(["charge.succeeded"])
        await payCart(shop)
        await shop.controls.webhooks.idle()
        expect(receiver.types()).toEqual(["charge.succeeded"])
      }
    )

    behavior(
      WEBHOOKS,
      "of the completed session is answered before the shopper goes on, as fulfillment documents",
      async () => {
        await register(["checkout.session.completed"])
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        await shop.controls.pay(id)
        expect(receiver.types()).toEqual(["checkout.session.completed"])
      }
    )

    behavior(
      WEBHOOKS,
      "is tried again after anything but 2xx, as webhook retries document",
      async () => {
        await register(["charge.succeeded"])
        receiver.answers.push(500, 302)
        await payCart(shop)
        await patience(800)
        expect(receiver.types()).toHaveLength(3)
        const headers = receiver.received.map((delivery) =>
          verify(delivery, secret)
        )
        expect(headers).toEqual([true, true, true])
      }
    )

    behavior(
      WEBHOOKS,
      "that failed is found by delivery_success, as the events endpoint documents",
      async () => {
        await register(["charge.succeeded"])
        await shop.controls.webhooks.dropNext(2)
        await payCart(shop)
        await shop.controls.webhooks.idle()
        const { data } = await shop.stripe.events.list({
          delivery_success: false,
        })
        expect(data.map(({ type }) => type)).toEqual(["charge.succeeded"])
        expect(data[0]?.pending_webhooks).toBe(1)
      }
    )

    behavior(
      WEBHOOKS,
      "that was lost does not come after all when deliveries go on",
      async () => {
        await register(["charge.succeeded"])
        await shop.controls.webhooks.dropNext(4)
        await payCart(shop)
        await shop.controls.webhooks.resume()
        await shop.controls.webhooks.idle()
        expect(receiver.received).toEqual([])
        const [event] = await shop.controls.events({ type: "charge.succeeded" })
        expect(await shop.controls.webhooks.deliver(event?.id ?? "")).toEqual({
          statuses: [200],
        })
      }
    )

    behavior(
      WEBHOOKS,
      "can be sent again by hand, as the Dashboard's resend does",
      async () => {
        await register(["charge.succeeded"])
        await payCart(shop)
        const [event] = await shop.controls.events({ type: "charge.succeeded" })
        expect(await shop.controls.webhooks.deliver(event?.id ?? "")).toEqual({
          statuses: [200],
        })
        expect(receiver.types()).toEqual([
          "charge.succeeded",
          "charge.succeeded",
        ])
      }
    )

    behavior(
      WEBHOOKS,
      "can come twice, as at-least-once delivery documents",
      async () => {
        await register(["payment_intent.created"])
        await shop.controls.webhooks.duplicateNext(1)
        await payCart(shop)
        await shop.controls.webhooks.idle()
        expect(receiver.received).toHaveLength(2)
        expect(
          new Set(receiver.received.map(({ event }) => event.id)).size
        ).toBe(1)
      }
    )

    behavior(
      WEBHOOKS,
      "can come for two event objects about one change, as webhook best practices document",
      async () => {
        await register(["payment_intent.created"])
        await shop.controls.webhooks.doubleNext(1)
        await payCart(shop)
        await shop.controls.webhooks.idle()
        expect(
          new Set(receiver.received.map(({ event }) => event.id)).size
        ).toBe(2)
      }
    )

    behavior(
      WEBHOOKS,
      "waits while deliveries are paused and can then come backwards, as order is not promised",
      async () => {
        await register()
        await shop.controls.webhooks.pause()
        await payCart(shop)
        expect(receiver.received).toHaveLength(0)
        await shop.controls.webhooks.resume("newest_first")
        await shop.controls.webhooks.idle()
        expect(receiver.received).toHaveLength(4)
      }
    )

    behavior(
      WEBHOOKS,
      "carries a signature of each secret while one is rolled, as secret rolling documents",
      async () => {
        const endpoint = await register(["charge.succeeded"])
        await shop.controls.webhooks.rollSecret(endpoint.id, "whsec_new")
        await payCart(shop)
        const [delivery] = receiver.received
        expect(delivery && verify(delivery, secret)).toBe(true)
        expect(delivery && verify(delivery, "whsec_new")).toBe(true)
      }
    )
  })

  describe("a webhook endpoint", () => {
    behavior(
      WEBHOOK_ENDPOINTS,
      "shows its secret only when it is made, as the endpoint object documents",
      async () => {
        const made = await shop.stripe.webhookEndpoints.create({
          url: receiver.url,
          enabled_events: ["charge.captured"],
        })
        expect(made.secret).toMatch(/^whsec_/)
        expect(
          (await shop.stripe.webhookEndpoints.retrieve(made.id)).secret
        ).toBeUndefined()
      }
    )

    behavior(
      WEBHOOK_ENDPOINTS,
      "may not listen to an event that does not exist, as enabled_events documents",
      async () => {
        const request = shop.stripe.webhookEndpoints.create({
          url: receiver.url,
          enabled_events: ["order.paid" as "charge.captured"],
        })
        expect((await refusal(request)).statusCode).toBe(400)
      }
    )

    behavior(
      WEBHOOK_ENDPOINTS,
      "that is deleted hears nothing more, as the delete endpoint documents",
      async () => {
        const { id } = await register()
        await shop.stripe.webhookEndpoints.del(id)
        await payCart(shop)
        expect(receiver.received).toHaveLength(0)
      }
    )
  })
}
