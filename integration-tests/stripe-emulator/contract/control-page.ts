import type { Source } from "./behavior"
import { behavior } from "./behavior"
import type { Shop } from "./shop"
import { cart, openShop, payCart, refusal } from "./shop"
import type { WebhookReceiver } from "./webhook-receiver"
import { NO_ANSWER, receiveWebhooks } from "./webhook-receiver"

const DASHBOARD: Source = {
  section: "The Dashboard",
  needs: "a look inside the emulator",
}
const RATE_LIMITS: Source = {
  section: "Rate limits",
  needs: "an accident on purpose",
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
  needs: "a shopper on the page",
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
    await shop.startAfresh()
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
      "shows each payment and leads to its history: what was asked, told and answered",
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
      "captures a part of what is held, as the merchant in the Dashboard does",
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
      "says in words what is going to go wrong, and that nothing is after one click",
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
      "sets each switch by its form and refuses a position that there is not",
      async () => {
        await press("set_switch", { name: "phantom_refunds", value: "false" })
        const { switches } = await shop.controls.ledger()
        expect(switches.phantom_refunds).toBe(false)

        const refused = await press("set_switch", {
          name: "phantom_refunds",
          value: "perhaps",
        })
        expect(refused.status).toBe(400)
        expect(await refused.text()).toContain("accepts true or false")
      }
    )

    behavior(
      DASHBOARD,
      "names a command that there is not, and shows the page with it",
      async () => {
        const answer = await press("make_money", {})
        expect(answer.status).toBe(400)
        expect(await answer.text()).toContain("There is no command")
      }
    )
  })

  describe("a card that was chosen beforehand", () => {
    behavior(
      TEST_CARDS,
      "decides once, whatever the shopper types, and then no more",
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

    behavior(TEST_CARDS, "has to be a test card", async () => {
      await expect(
        shop.controls.setNextCard("4111111111111112")
      ).rejects.toThrow("is not a test card")
    })
  })

  describe("a rate limit", () => {
    behavior(
      RATE_LIMITS,
      "answers 429 with its reason to what comes too fast, and not to what comes after a second",
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
      "leaves the idempotency key unused, so that the same key works afterwards",
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
      "that were held come in any order when they are let go shuffled, and all of them",
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
      "can be forged: another id, and a signature that the endpoint's secret does not explain",
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
      "that nobody answers in time count as failed",
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
