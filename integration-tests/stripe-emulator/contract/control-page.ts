import type { Source } from "./behavior"
import { behavior } from "./behavior"
import type { Shop } from "./shop"
import { cart, openShop, payCart, refusal } from "./shop"
import type { WebhookReceiver } from "./webhook-receiver"
import { NO_ANSWER, receiveWebhooks } from "./webhook-receiver"

const DASHBOARD: Source = {
  section: "The Dashboard",
  needs: "access to the emulator's state",
}
const RATE_LIMITS: Source = {
  section: "Rate limits",
  needs: "an injected fault",
}
const WEBHOOKS: Source = {
  section: "Webhooks",
  needs: "a webhook endpoint on this machine",
}
const SIGNATURES: Source = {
  section: "Webhook signatures",
  needs: "a webhook endpoint on this machine",
}
const TEST_CARDS: Source = {
  section: "Test cards",
  needs: "a shopper on the hosted page",
}

export function describeControlPage(): void {
  let shop: Shop
  let receiver: WebhookReceiver

  beforeAll(async () => {
    shop = await openShop({ retryDelays: [] })
    receiver = await receiveWebhooks()
    await shop.controls.registerWebhookEndpoint({
      url: receiver.url,
      secret: "whsec_control_page",
    })
  })
  beforeEach(async () => {
    await shop.reset()
    receiver.received.length = 0
  })
  afterAll(async () => {
    await shop.close()
    await receiver.close()
  })

  const page = async (path = "") =>
    (await fetch(`${shop.emulator.url}/_emulator${path}`)).text()
  const press = (command: string, given: Record<string, string>) =>
    fetch(`${shop.emulator.url}/_emulator/${command}`, {
      method: "POST",
      body: new URLSearchParams(given),
      redirect: "manual",
    })
  const sessionOf = async () => shop.stripe.checkout.sessions.create(cart())
  const newestEvent = async () =>
    (await shop.stripe.events.list({ limit: 1 })).data[0]?.id ?? ""

  describe("the control page", () => {
    behavior(
      DASHBOARD,
      "the control page links each payment to its history of requests, events and deliveries",
      async () => {
        const session = await sessionOf()
        await shop.controls.pay(session.id)
        await shop.controls.webhooks.idle()
        await shop.stripe.checkout.sessions.retrieve(session.id)

        expect(await page()).toContain(`/_emulator/payments/${session.id}`)
        const history = await page(`/payments/${session.id}`)
        expect(history).toContain("checkout.session.completed")
        expect(history).toContain("answered 200")
        expect(history).toContain(`GET /v1/checkout/sessions/${session.id}`)
      }
    )

    behavior(
      DASHBOARD,
      "the control page captures part of an authorization, like the merchant in the Dashboard",
      async () => {
        const { id } = await payCart(shop)
        const answer = await press("dashboard/capture", {
          payment_intent: id,
          amount: "1000",
        })
        expect(answer.status).toBe(303)
        expect(
          (await shop.stripe.paymentIntents.retrieve(id)).amount_received
        ).toBe(1000)
      }
    )

    behavior(
      DASHBOARD,
      "the control page lists the faults that are set, and clears them with one click",
      async () => {
        await press("fail_next", { kind: "http_500_before", times: "1000000" })
        await press("webhooks/pause", {})
        const faulty = await page()
        expect(faulty).toContain("Every request")
        expect(faulty).toContain("Webhooks are held.")

        await press("back_to_normal", {})
        expect(await page()).toContain("No faults are set.")
        await expect(sessionOf()).resolves.toMatchObject({ status: "open" })
      }
    )

    behavior(
      DASHBOARD,
      "the control page sets each switch with a form and rejects an unknown value",
      async () => {
        await press("set_switch", {
          name: "released_hold_as_refund",
          value: "false",
        })
        const { switches } = await shop.controls.ledger()
        expect(switches.released_hold_as_refund).toBe(false)

        const refused = await press("set_switch", {
          name: "released_hold_as_refund",
          value: "perhaps",
        })
        expect(refused.status).toBe(400)
        expect(await refused.text()).toContain("accepts true or false")
      }
    )

    behavior(
      DASHBOARD,
      "the control page shows an error about an unknown command",
      async () => {
        const answer = await press("make_money", {})
        expect(answer.status).toBe(400)
        expect(await answer.text()).toContain("There is no command")
      }
    )
  })

  describe("a preset card", () => {
    behavior(
      TEST_CARDS,
      "a preset card applies to one attempt, whatever the shopper types",
      async () => {
        await shop.controls.setNextCard("4000 0000 0000 9995")
        const { id } = await sessionOf()
        expect(await shop.controls.pay(id)).toMatchObject({
          outcome: "declined",
          declineCode: "insufficient_funds",
        })
        expect(await shop.controls.pay(id)).toMatchObject({
          outcome: "complete",
        })
      }
    )

    behavior(TEST_CARDS, "a preset card must be a test card", async () => {
      await expect(
        shop.controls.setNextCard("4111111111111112")
      ).rejects.toThrow("is not a test card")
    })
  })

  describe("a rate limit", () => {
    behavior(
      RATE_LIMITS,
      "a request above the limit is a 429 with its reason, and works again after a second",
      async () => {
        await shop.controls.setRateLimit(2)
        const get = () => shop.stripe.balance.retrieve()
        await get()
        await get()
        const error = await refusal(get())
        expect(error).toMatchObject({
          type: "StripeRateLimitError",
          statusCode: 429,
          code: "rate_limit",
        })
        expect(error.headers?.["stripe-rate-limited-reason"]).toBe(
          "global-rate"
        )
        await new Promise((resolve) => setTimeout(resolve, 1050))
        await expect(get()).resolves.toMatchObject({ object: "balance" })
      }
    )

    behavior(
      RATE_LIMITS,
      "a rate limit leaves the idempotency key unused, so the same key works afterwards",
      async () => {
        await shop.controls.setRateLimit(1)
        const create = () =>
          shop.stripe.checkout.sessions.create(cart(), {
            idempotencyKey: "limited",
          })
        await shop.stripe.balance.retrieve()
        expect((await refusal(create())).statusCode).toBe(429)
        await shop.controls.setRateLimit(0)
        await expect(create()).resolves.toMatchObject({ status: "open" })
      }
    )
  })

  describe("deliveries", () => {
    behavior(
      WEBHOOKS,
      "held webhook deliveries can be released in random order, and all arrive",
      async () => {
        await shop.controls.webhooks.pause()
        await payCart(shop)
        await payCart(shop)
        const made = (await shop.controls.events()).map(({ id }) => id)
        await shop.controls.webhooks.resume("shuffled")
        await shop.controls.webhooks.idle()
        const heard = receiver.received.map(({ event }) => event.id)
        expect([...heard].sort()).toEqual([...made].sort())
      }
    )

    behavior(
      SIGNATURES,
      "a webhook delivery can be forged: with another id and a signature by another secret",
      async () => {
        await payCart(shop)
        await shop.controls.webhooks.idle()
        receiver.received.length = 0
        const original = await newestEvent()

        const { statuses } = await shop.controls.webhooks.forge(original)

        expect(statuses).toEqual([200])
        const [forged] = receiver.received
        expect(forged?.event.id).not.toBe(original)
        expect(() =>
          shop.stripe.webhooks.constructEvent(
            forged?.body ?? "",
            forged?.headers["stripe-signature"] ?? "",
            "whsec_control_page"
          )
        ).toThrow("No signatures found matching")
        const { data } = await shop.stripe.events.list({ limit: 100 })
        expect(data.map(({ id }) => id)).not.toContain(forged?.event.id)
      }
    )

    behavior(
      WEBHOOKS,
      "a webhook delivery without an answer in time counts as failed",
      async () => {
        receiver.answers.push(NO_ANSWER)
        await shop.controls.setSwitch("webhook_timeout_seconds", 1)
        const { id } = await sessionOf()
        await shop.stripe.checkout.sessions.expire(id)
        await shop.controls.webhooks.idle()
        const [event] = await shop.controls.events({
          type: "checkout.session.expired",
        })
        expect(event?.attempts.map(({ error }) => error)).toContainEqual(
          expect.stringContaining("no answer within 1 second")
        )
      }
    )
  })
}
