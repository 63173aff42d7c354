import type { Source } from "./behavior"
import { behavior } from "./behavior"
import type { Shop } from "./shop"
import { cart, openShop, payCart } from "./shop"
import type { WebhookReceiver } from "./webhook-receiver"
import { receiveWebhooks, verify } from "./webhook-receiver"

const needs = "a webhook endpoint on this machine"
const WEBHOOKS: Source = { section: "Webhooks", needs }
const SIGNATURES: Source = { section: "Webhook signatures", needs }
const FULFILL: Source = { section: "Fulfill orders", needs }
const LIST_EVENTS: Source = { section: "List events", needs }

export function describeWebhookDeliveries(): void {
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
  const patience = (ms: number) =>
    new Promise((resolve) => setTimeout(resolve, ms))

  describe("a webhook delivery", () => {
    behavior(
      SIGNATURES,
      "a webhook delivery is signed over its exact bytes with the current time",
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
      "a webhook delivery is made only for the endpoint's enabled events",
      async () => {
        await register(["charge.succeeded"])
        await payCart(shop)
        await shop.controls.webhooks.idle()
        expect(receiver.types()).toEqual(["charge.succeeded"])
      }
    )

    behavior(
      FULFILL,
      "a webhook delivery of the completed session is answered before the shopper is redirected",
      async () => {
        await register(["checkout.session.completed"])
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        await shop.controls.pay(id)
        expect(receiver.types()).toEqual(["checkout.session.completed"])
      }
    )

    behavior(
      WEBHOOKS,
      "a webhook delivery is retried after anything but 2xx",
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
      LIST_EVENTS,
      "a failed webhook delivery is found by delivery_success",
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
      "a dropped webhook delivery is not made later when deliveries resume",
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
      "a webhook delivery can be resent manually from the Dashboard",
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

    behavior(WEBHOOKS, "a webhook delivery can arrive twice", async () => {
      await register(["payment_intent.created"])
      await shop.controls.webhooks.duplicateNext(1)
      await payCart(shop)
      await shop.controls.webhooks.idle()
      expect(receiver.received).toHaveLength(2)
      expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(
        1
      )
    })

    behavior(
      WEBHOOKS,
      "a change can have two event objects, each with a webhook delivery",
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
      "webhook deliveries can arrive in reverse, because the order is not guaranteed",
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
      SIGNATURES,
      "a webhook delivery has a signature per secret while one is rolled",
      async () => {
        const endpoint = await register(["charge.succeeded"])
        await shop.controls.webhooks.rollSecret(endpoint.id, "whsec_new")
        await payCart(shop)
        const [delivery] = receiver.received
        expect(delivery && verify(delivery, secret)).toBe(true)
        expect(delivery && verify(delivery, "whsec_new")).toBe(true)
      }
    )

    behavior(
      WEBHOOKS,
      "a webhook delivery has the API version of its endpoint",
      async () => {
        await shop.controls.registerWebhookEndpoint({
          url: receiver.url,
          secret,
          apiVersion: "2026-09-30.endive",
          enabledEvents: ["charge.succeeded"],
        })
        await payCart(shop)
        await shop.controls.webhooks.idle()
        expect(receiver.received[0]?.event.api_version).toBe(
          "2026-09-30.endive"
        )
      }
    )

    behavior(
      { section: "Update a webhook endpoint", needs },
      "a webhook delivery stops while its endpoint is disabled",
      async () => {
        const { id } = await register(["charge.succeeded"])
        await shop.stripe.webhookEndpoints.update(id, { disabled: true })
        await payCart(shop)
        await shop.stripe.webhookEndpoints.update(id, { disabled: false })
        await payCart(shop)
        await shop.controls.webhooks.idle()
        expect(receiver.received).toHaveLength(1)
      }
    )

    behavior(
      { section: "Webhook endpoints", needs },
      "a webhook delivery ends when its endpoint is deleted",
      async () => {
        const { id } = await register()
        await shop.stripe.webhookEndpoints.del(id)
        await payCart(shop)
        expect(receiver.received).toHaveLength(0)
      }
    )
  })
}
