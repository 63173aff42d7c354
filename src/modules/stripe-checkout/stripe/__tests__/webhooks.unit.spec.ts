import { createHmac } from "node:crypto"
import { verifyWebhook, type WebhookDelivery } from "../webhooks"

const SECRET = "whsec_current_secret"
const OLD_SECRET = "whsec_previous_secret"
const NOW = new Date()

const EVENT = {
  id: "evt_1",
  object: "event",
  api_version: "2026-10-28.endive",
  created: 1_790_000_000,
  type: "payment_intent.succeeded",
  livemode: false,
  data: {
    object: {
      id: "pi_1",
      object: "payment_intent",
      metadata: { payment_session_id: "payses_1" },
    },
  },
}
const BODY = JSON.stringify(EVENT, null, 2)

describe("A delivery to the webhook", () => {
  it("is genuine when it is signed with the secret, and only ids of it are kept", () => {
    expect(verify({})).toEqual({
      isGenuine: true,
      event: {
        eventId: "evt_1",
        type: "payment_intent.succeeded",
        apiVersion: "2026-10-28.endive",
        createdAt: new Date(1_790_000_000_000),
        objectId: "pi_1",
        paymentSessionId: "payses_1",
        checkoutSessionId: null,
        paymentIntentId: "pi_1",
        refundStatus: null,
        money: null,
      },
    })
  })

  it.each([
    ["the newest of two secrets", signed({ secrets: [SECRET] })],
    ["the older of two secrets", signed({ secrets: [OLD_SECRET] })],
    [
      "both, as Stripe does while rolling",
      signed({ secrets: [OLD_SECRET, SECRET] }),
    ],
    ["something else beside it", `${signed()},v1=${"0".repeat(64)},v0=abc`],
    ["a stamp of 299 seconds ago", signed({ age: 299 })],
    ["a stamp that is a little ahead", signed({ age: -60 })],
  ])("is genuine with %s", (_what, signature) => {
    expect(verify({ signature }).isGenuine).toBe(true)
  })

  it("is as old as it is by Stripe's clock, whatever ours says", () => {
    const hourAgo = new Date(NOW.getTime() - 3_600_000)

    const signature = signed({ age: 3_600 })

    expect(verify({ signature, receivedAt: hourAgo }).isGenuine).toBe(true)
    expect(verify({ signature }).isGenuine).toBe(false)
  })

  it("is genuine as bytes and as text", () => {
    expect(verify({ rawBody: Buffer.from(BODY) }).isGenuine).toBe(true)
    expect(verify({ rawBody: BODY }).isGenuine).toBe(true)
  })

  it.each<[string, Partial<WebhookDelivery>, RegExp]>([
    ["no signature", { signature: undefined }, /header is missing/],
    ["an empty signature", { signature: "" }, /header is missing/],
    ["two headers", { signature: [signed(), signed()] }, /header is missing/],
    ["no body", { rawBody: undefined }, /no body/],
    ["an empty body", { rawBody: "" }, /no body/],
    ["v0 only", { signature: signed().replace("v1=", "v0=") }, /none of/],
    ["half a digest", { signature: signed().slice(0, -32) }, /none of/],
    ["no stamp", { signature: signed().replace(/t=\d+,/, "") }, /none of/],
    ["another secret", { signature: signed({ secrets: ["whsec_x"] }) }, /none/],
    ["a blank secret", { signature: signed({ secrets: [""] }) }, /none of/],
    ["a stamp of 301 seconds ago", { signature: signed({ age: 301 }) }, /five/],
    [
      "a stamp 310 seconds ahead",
      { signature: signed({ age: -310 }) },
      /future/,
    ],
    [
      "a body that was parsed and written again",
      { rawBody: JSON.stringify(EVENT) },
      /none of/,
    ],
    ["a changed amount", { rawBody: BODY.replace("pi_1", "pi_2") }, /none of/],
    ["a body that is no JSON", both("payment=done"), /none of/],
    ["a body that is null", both("null"), /./],
    ["a list for a body", both("[]"), /./],
    [
      "an event about nothing",
      both('{"object":"event","livemode":false}'),
      /./,
    ],
    ["a thin event", both(thinEvent()), /./],
    ["a live event", both(live()), /live event.*test key/],
  ])("is refused with %s", (_what, delivery, reason) => {
    const verdict = verify(delivery)

    expect(verdict).toMatchObject({ isGenuine: false })
    expect(verdict.isGenuine ? "" : verdict.reason).toMatch(reason)
    expect(JSON.stringify(verdict)).not.toContain(SECRET)
  })

  it("is refused for a live shop when it is a test event", () => {
    const verdict = verify({}, true)

    expect(verdict).toEqual({
      isGenuine: false,
      reason: "This is a test event, but the store uses a live key.",
    })
    expect(verify(both(live()), true).isGenuine).toBe(true)
  })

  it.each([
    [
      "a Checkout Session",
      { id: "cs_1", object: "checkout.session", payment_intent: "pi_9" },
      { checkoutSessionId: "cs_1", paymentIntentId: "pi_9" },
    ],
    [
      "a refund",
      { id: "re_1", object: "refund", payment_intent: { id: "pi_9" } },
      { checkoutSessionId: null, paymentIntentId: "pi_9" },
    ],
    [
      "a charge without a PaymentIntent",
      { id: "ch_1", object: "charge", payment_intent: null, metadata: null },
      { checkoutSessionId: null, paymentIntentId: null },
    ],
    [
      "somebody else's metadata",
      { id: "pi_9", object: "payment_intent", metadata: { cart: "1" } },
      { paymentSessionId: null, paymentIntentId: "pi_9" },
    ],
  ])("names what it is about: %s", (_what, object, expected) => {
    const body = JSON.stringify({ ...EVENT, data: { object } })
    const verdict = verify(both(body))

    expect(verdict.isGenuine && verdict.event).toMatchObject(expected)
  })
})

function verify(delivery: Partial<WebhookDelivery>, isLiveMode = false) {
  return verifyWebhook(
    { rawBody: BODY, signature: signed(), receivedAt: NOW, ...delivery },
    { webhookSecrets: [SECRET, OLD_SECRET], isLiveMode }
  )
}

/** A body of somebody who knows the secret. */
function both(body: string): Partial<WebhookDelivery> {
  return { rawBody: body, signature: signed({ body }) }
}

function signed({
  body = BODY,
  age = 0,
  secrets = [SECRET],
}: { body?: string; age?: number; secrets?: string[] } = {}): string {
  const time = Math.floor(NOW.getTime() / 1000) - age
  const digests = secrets.map((secret) =>
    createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")
  )
  return [`t=${time}`, ...digests.map((digest) => `v1=${digest}`)].join(",")
}

function live(): string {
  return JSON.stringify({ ...EVENT, livemode: true })
}

function thinEvent(): string {
  return JSON.stringify({
    id: "evt_thin",
    object: "v2.core.event",
    type: "v1.payment_intent.succeeded",
    livemode: false,
    created: "2026-01-01T00:00:00.000Z",
    related_object: { id: "pi_1", type: "payment_intent", url: "/v1/x" },
  })
}
