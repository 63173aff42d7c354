import type { Shop } from "../contract/shop"
import {
  cart,
  chargeOf,
  payCart,
  rawRequest,
  shopForEach,
} from "../contract/shop"
import { commands } from "./commands"
import { receiveWebhooks } from "../contract/webhook-receiver"

describe("The emulator's controls", () => {
  const shop = shopForEach()

  it.each([
    ["advance_clock", { seconds: -5 }, '"seconds" must be from 0'],
    ["advance_clock", { seconds: 1e13 }, '"seconds" must be from 0'],
    ["advance_clock", { seconds: null }, '"seconds" must be a number.'],
    ["advance_clock", { seconds: true }, '"seconds" must be a number.'],
    ["fail_next", { kind: "http_429", times: 0 }, '"times" must be from 1'],
    ["fail_next", { kind: "slow", seconds: -1 }, '"seconds" must be from 0'],
    ["fail_next", { kind: "slow", method: "FOO" }, "GET, POST or DELETE"],
    ["fail_next", { kind: "slow", pattern: "((" }, "not a regular expression"],
    ["fail_next", { kind: "fire" }, 'There is no fault "fire"'],
    ["set_rate_limit", { per_second: -1 }, '"per_second" must be from 0'],
    ["set_next_card", { card: "__proto__" }, '"__proto__" is not a test card.'],
    [
      "set_saved_card",
      { payment_method: "pm_1", card: "4242424242424242" },
      'no object with the id "pm_1"',
    ],
    ["webhooks/drop_next", { times: -1 }, '"times" must be from 0'],
    ["webhooks/drop_next", { times: 1.5 }, '"times" must be a whole number.'],
    ["webhooks/resume", { order: "by size" }, '"order" must be one of'],
    ["webhooks/set_retry_delays", { seconds: 1 }, "a list of numbers"],
    ["webhooks/set_retry_delays", { seconds: [-1] }, "must be from 0"],
    ["webhooks/register", { url: "nonsense", secret: "x" }, "Invalid URL"],
    [
      "webhooks/register",
      { url: "http://localhost", secret: "x", enabled_events: "*" },
      "a list of event types",
    ],
    ["pay", { session: "cs_1" }, '"pay" has no argument "session".'],
    ["settle_refund", { refund: "re_1", outcome: "lost" }, "no object"],
    ["make_money", {}, 'There is no command "make_money"'],
  ])("reject %s %j with the reason", async (command, given, words) => {
    const answer = await control(shop, command, JSON.stringify(given))
    expect(answer).toMatchObject({
      status: 400,
      error: expect.stringContaining(words) as string,
    })
  })

  it("are all listed for machines, with what each takes", async () => {
    const answer = await fetch(`${shop.url}/_emulator/controls`)
    const listed = (await answer.json()) as Record<string, object>
    expect(Object.keys(listed).sort()).toEqual(Object.keys(commands).sort())
    expect(listed["settle_debit"]).toEqual({
      about: expect.stringContaining("debit") as string,
      arguments: {
        payment: expect.stringContaining("Checkout Session") as string,
        outcome: "succeeded | failed",
      },
    })
  })

  it("reject invalid JSON, and execute only POST requests", async () => {
    expect(await control(shop, "reset", '{"a":')).toEqual({
      status: 400,
      error: "The body must be JSON or a form.",
    })
    const { id } = await payCart(shop)
    const answer = await fetch(`${shop.url}/_emulator/reset`, {
      method: "DELETE",
    })
    expect(answer.status).toBe(400)
    expect(await shop.stripe.paymentIntents.retrieve(id)).toMatchObject({ id })
  })

  it("allow one open dispute per Charge", async () => {
    const { id } = await payCart(shop)
    await shop.controls.dashboard.capture(id)
    await shop.controls.dashboard.dispute(id)
    await expect(shop.controls.dashboard.dispute(id)).rejects.toThrow(
      "is already disputed"
    )
  })

  it("grant a feature to one payment, though the account's pricing does not include it", async () => {
    const flexible = async (grants?: readonly ["multicapture"]) => {
      const { id } = await shop.stripe.checkout.sessions.create(
        cart({
          payment_method_options: {
            card: { request_multicapture: "if_available" },
          },
        })
      )
      await shop.controls.pay(id, grants ? { grants } : {})
      const { payment_intent: intent } =
        await shop.stripe.checkout.sessions.retrieve(id)
      const charge = await chargeOf(shop.stripe, intent as string)
      return charge.payment_method_details?.card?.multicapture?.status
    }
    expect(await flexible(["multicapture"])).toBe("available")
    expect(await flexible()).toBe("unavailable")
    await expect(
      flexible(["patience"] as unknown as ["multicapture"])
    ).rejects.toThrow("No issuer grants patience")
  })

  it("let the issuer of a saved card change its mind", async () => {
    const customer = await shop.stripe.customers.create({})
    const { id } = await shop.stripe.checkout.sessions.create(
      cart({
        customer: customer.id,
        payment_intent_data: {
          capture_method: "manual",
          setup_future_usage: "off_session",
        },
      })
    )
    await shop.controls.pay(id)
    const { data } = await shop.stripe.customers.listPaymentMethods(customer.id)
    const card = data[0]?.id ?? ""
    const charge = async () =>
      shop.stripe.paymentIntents.create({
        amount: 1000,
        currency: "eur",
        customer: customer.id,
        payment_method: card,
        automatic_payment_methods: { enabled: true, allow_redirects: "never" },
        capture_method: "manual",
      })
    const confirm = async (intent: string) =>
      shop.stripe.paymentIntents.confirm(intent, { off_session: true })

    await shop.controls.setSavedCard(card, "4000 0000 0000 9995")

    await expect(confirm((await charge()).id)).rejects.toMatchObject({
      decline_code: "insufficient_funds",
    })
    await shop.controls.setSavedCard(card, "4242424242424242")
    expect(await confirm((await charge()).id)).toMatchObject({
      status: "requires_capture",
    })
  })

  it("make all retries that are due after a jump of days, and then no more", async () => {
    await shop.controls.webhooks.setRetryDelays([60, 3600])
    const receiver = await receiveWebhooks()
    receiver.answers.push(500, 500, 500)
    await shop.controls.registerWebhookEndpoint({
      url: receiver.url,
      secret: "whsec_retries",
      enabledEvents: ["checkout.session.completed"],
    })
    await payCart(shop)
    await shop.controls.webhooks.idle()
    await shop.controls.advanceClock(4 * 86_400)
    await everyRetry(shop)
    expect(receiver.received).toHaveLength(3)
    await shop.controls.advanceClock(4 * 86_400)
    await everyRetry(shop)
    expect(receiver.received).toHaveLength(3)
    await receiver.close()
  })

  it("be asked to wait for what Stripe does a moment later, such as booking a payment", async () => {
    const receiver = await receiveWebhooks()
    await shop.controls.registerWebhookEndpoint({
      url: receiver.url,
      secret: "whsec_booking",
      enabledEvents: ["charge.updated"],
    })
    await payCart(shop, { payment_intent_data: {} })
    await shop.controls.webhooks.idle()
    expect(receiver.received).toEqual([])
    await shop.controls.webhooks.idle(4)
    expect(receiver.received).toHaveLength(1)
    await receiver.close()
  })
})

describe("For any request, the emulator", () => {
  const shop = shopForEach()
  beforeEach(() => {
    jest.spyOn(console, "error").mockImplementation()
  })
  afterEach(() => {
    jest.restoreAllMocks()
  })

  it.each([
    ["a path of two slashes", "//", undefined, 404],
    ["an invalid URL", "//[", undefined, 404],
    ["an id that cannot be decoded", "/v1/payment_intents/%zz", undefined, 404],
    [
      "a parameter twenty thousand brackets deep",
      "/v1/customers",
      `metadata${"[a]".repeat(20_000)}=1`,
      400,
    ],
    ["two megabytes", "/v1/customers", `name=${"x".repeat(2_000_001)}`, 413],
  ])("answers %s", async (_what, path, body, status) => {
    const given = body === undefined ? {} : { body }
    const answer = await rawRequest(shop, path, given)
    expect(answer.status).toBe(status)
    expect(answer.body.error?.type).toBe("invalid_request_error")
  })
})

async function control(
  { url }: Shop,
  command: string,
  body: string
): Promise<{ status: number; error?: string }> {
  const answer = await fetch(`${url}/_emulator/${command}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
  })
  return { status: answer.status, ...((await answer.json()) as object) }
}

/** A retry schedules the next one only after it has failed. */
async function everyRetry({ controls }: Shop): Promise<void> {
  for (let retry = 0; retry < 4; retry++) {
    await controls.webhooks.idle()
  }
}
