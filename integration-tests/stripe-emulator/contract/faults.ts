import Stripe from "stripe"
import type { FaultKind } from "../controls"
import type { Shop } from "./shop"
import { cart, openShop, payCart, refusal } from "./shop"
import type { Source } from "./behavior"
import { behavior } from "./behavior"

const LOW_LEVEL_ERRORS: Source = {
  section: "Low-level errors",
  needs: "an injected fault",
}
const REQUEST_IDS: Source = {
  section: "Request IDs",
  needs: "access to the emulator's state",
}

export function describeFaults(): void {
  let shop: Shop
  let patient: Stripe

  beforeAll(async () => {
    shop = await openShop()
    patient = new Stripe("sk_test_x", {
      host: "127.0.0.1",
      port: shop.emulator.port,
      protocol: "http",
      telemetry: false,
      maxNetworkRetries: 2,
      timeout: 5000,
    })
  })
  beforeEach(() => shop.reset())
  afterAll(() => shop.close())

  const path = "/v1/checkout/sessions"
  const fail = (kind: FaultKind, times = 1) =>
    shop.controls.failNext({ kind, method: "POST", path, times })
  const create = (key: string) =>
    shop.stripe.checkout.sessions.create(cart(), { idempotencyKey: key })
  const sessionCount = async () =>
    (await shop.controls.ledger()).checkout_sessions.length

  describe("a fault", () => {
    behavior(
      LOW_LEVEL_ERRORS,
      "a fault before the effect leaves no trace, and the same key works afterwards",
      async () => {
        await fail("http_500_before")
        expect((await refusal(create("k"))).statusCode).toBe(500)
        expect(await sessionCount()).toBe(0)
        expect((await create("k")).status).toBe("open")
      }
    )

    behavior(
      LOW_LEVEL_ERRORS,
      "a fault after the effect keeps the effect, and the same key repeats the error",
      async () => {
        await fail("http_500_after")
        expect((await refusal(create("k"))).statusCode).toBe(500)
        expect(await sessionCount()).toBe(1)
        expect((await refusal(create("k"))).statusCode).toBe(500)
        expect(await sessionCount()).toBe(1)
      }
    )

    behavior(
      LOW_LEVEL_ERRORS,
      "a connection cut after the effect is recovered by the SDK's own retry",
      async () => {
        await fail("reset_after")
        expect((await patient.checkout.sessions.create(cart())).status).toBe(
          "open"
        )
        expect(await sessionCount()).toBe(1)
      }
    )

    behavior(
      LOW_LEVEL_ERRORS,
      "a connection cut before the effect is recovered by the SDK's own retry",
      async () => {
        await fail("reset_before")
        expect((await patient.checkout.sessions.create(cart())).status).toBe(
          "open"
        )
        expect(await sessionCount()).toBe(1)
      }
    )

    behavior(
      LOW_LEVEL_ERRORS,
      "a truncated response is a connection error, as since SDK 23",
      async () => {
        await fail("truncated")
        const error = await refusal(create("k"))
        expect(error.type).toBe("StripeConnectionError")
        expect(await sessionCount()).toBe(1)
      }
    )

    behavior(
      LOW_LEVEL_ERRORS,
      "429 is a rate limit that the SDK does not retry, as rate limits document",
      async () => {
        await fail("http_429")
        const error = await refusal(patient.checkout.sessions.create(cart()))
        expect(error).toMatchObject({
          type: "StripeRateLimitError",
          statusCode: 429,
        })
        expect(error.headers?.["stripe-rate-limited-reason"]).toBe(
          "global-rate"
        )
      }
    )

    behavior(
      LOW_LEVEL_ERRORS,
      "lock_timeout is retried, as its header asks",
      async () => {
        await fail("lock_timeout")
        expect((await patient.checkout.sessions.create(cart())).status).toBe(
          "open"
        )
      }
    )

    behavior(
      LOW_LEVEL_ERRORS,
      "409 is retried by the SDK, as idempotency_key_in_use documents",
      async () => {
        await fail("http_409")
        expect((await patient.checkout.sessions.create(cart())).status).toBe(
          "open"
        )
      }
    )

    behavior(
      LOW_LEVEL_ERRORS,
      "a fault can hold a request until a test releases it",
      async () => {
        await fail("timeout_before")
        const request = create("k")
        while ((await shop.controls.held()).length === 0) {
          await new Promise((resolve) => setTimeout(resolve, 10))
        }
        expect(await sessionCount()).toBe(0)
        await shop.controls.releaseHeld()
        expect((await request).status).toBe("open")
      }
    )

    behavior(
      LOW_LEVEL_ERRORS,
      "a fault affects only its path, as often as requested",
      async () => {
        await shop.controls.failNext({
          kind: "http_500_before",
          path: /payment_intents\/.*\/capture$/,
          times: 2,
        })
        const { id } = await payCart(shop)
        const capture = () => shop.stripe.paymentIntents.capture(id)
        expect((await refusal(capture())).statusCode).toBe(500)
        expect((await refusal(capture())).statusCode).toBe(500)
        expect((await capture()).status).toBe("succeeded")
      }
    )

    behavior(
      LOW_LEVEL_ERRORS,
      "card_declined carries the PaymentIntent, as errors of captures do",
      async () => {
        const { id } = await payCart(shop)
        await shop.controls.failNext({
          kind: "card_declined",
          path: "/v1/payment_intents",
        })
        const error = await refusal(shop.stripe.paymentIntents.capture(id))
        expect(error).toMatchObject({
          type: "StripeCardError",
          code: "card_declined",
        })
        expect(error.payment_intent?.status).toBe("requires_capture")
      }
    )
  })

  describe("the request log", () => {
    behavior(
      REQUEST_IDS,
      "the request log has method, path, parameters and key of each call",
      async () => {
        await create("k9")
        const log = await shop.controls.requests()
        expect(log).toHaveLength(1)
        expect(log[0]).toMatchObject({
          method: "POST",
          path,
          idempotency_key: "k9",
          status: 200,
          params: { mode: "payment" },
        })
        expect(JSON.stringify(log)).not.toContain("sk_test")
      }
    )
  })
}
