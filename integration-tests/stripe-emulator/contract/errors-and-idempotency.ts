import { randomUUID } from "node:crypto"
import type Stripe from "stripe"
import {
  cart,
  openShop,
  shopForEach,
  payCart,
  rawRequest,
  refusal,
  stripeAt,
} from "./shop"
import type { Source } from "./behavior"
import { behavior } from "./behavior"

const ERRORS: Source = { section: "Errors" }
const ERROR_CODES: Source = { section: "Error codes" }
const IDEMPOTENT_REQUESTS: Source = { section: "Idempotent requests" }

const onTheDayAfter = 24 * 60 * 60

export function describeErrorsAndIdempotency(): void {
  const shop = shopForEach()

  const create = (options: Stripe.RequestOptions = {}, changes = {}) =>
    shop.stripe.checkout.sessions.create(cart(changes), options)
  /** Stripe remembers a key for a day, so every run needs new ones. */
  const newKey = () => ({ idempotencyKey: `contract-${randomUUID()}` })

  describe("errors", () => {
    behavior(
      ERROR_CODES,
      "a missing object is a 404 resource_missing",
      async () => {
        const error = await refusal(
          shop.stripe.paymentIntents.retrieve("pi_none")
        )
        expect(error).toMatchObject({
          statusCode: 404,
          code: "resource_missing",
          message: "No such payment_intent: 'pi_none'",
          doc_url: "https://stripe.com/docs/error-codes/resource-missing",
        })
      }
    )

    behavior(
      { ...ERRORS, needs: "access to the emulator's state" },
      "a path that the emulator does not imitate is logged and recorded",
      async () => {
        const complaint = jest.spyOn(console, "error").mockImplementation()
        const answer = await rawRequest(shop, "/v1/subscriptions")
        expect(answer.status).toBe(404)
        expect(await shop.controls.unknownRoutes()).toEqual([
          "GET /v1/subscriptions",
        ])
        expect(complaint).toHaveBeenCalledTimes(1)
        complaint.mockRestore()
      }
    )

    behavior(
      { ...ERRORS, needs: "access to the emulator's state" },
      "a rejected request has no effect",
      async () => {
        await refusal(create({}, { expand: ["color"] }))
        await refusal(create({}, { locale: "xx" }))
        await refusal(create({}, { customer: "cus_none" }))
        expect((await shop.controls.ledger()).checkout_sessions).toEqual([])
      }
    )

    behavior(
      { ...ERRORS, needs: "access to the emulator's state" },
      "a parameter that would change the total silently is rejected",
      async () => {
        const params = { automatic_tax: { enabled: true } }
        expect((await refusal(create({}, params))).param).toBe("automatic_tax")
      }
    )
  })

  describe("an idempotency key", () => {
    behavior(
      IDEMPOTENT_REQUESTS,
      "the same request with the same key gets the first response again",
      async () => {
        const key = newKey()
        const first = await create(key)
        const second = await create(key)
        expect(second).toEqual(first)
        expect(first.lastResponse.headers).not.toHaveProperty(
          "idempotent-replayed"
        )
        expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true")
      }
    )

    behavior(
      IDEMPOTENT_REQUESTS,
      "a replayed response names the original request",
      async () => {
        const key = newKey()
        const first = (await create(key)).lastResponse
        const { headers, requestId } = (await create(key)).lastResponse
        expect(headers["original-request"]).toBe(first.requestId)
        expect(headers["idempotency-key"]).toBe(key.idempotencyKey)
        expect(requestId).not.toBe(first.requestId)
      }
    )

    behavior(
      IDEMPOTENT_REQUESTS,
      "other parameters with the same key are rejected",
      async () => {
        const key = newKey()
        await create(key)
        const other = { client_reference_id: "other" }
        const error = await refusal(create(key, other))
        expect(error).toMatchObject({
          type: "StripeIdempotencyError",
          rawType: "idempotency_error",
          statusCode: 400,
          message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key.idempotencyKey}' if you meant to execute a different request.`,
        })
      }
    )

    behavior(
      IDEMPOTENT_REQUESTS,
      "another endpoint with the same key is rejected, and the error names both",
      async () => {
        const key = newKey()
        const { id } = await create(key)
        const error = await refusal(
          shop.stripe.checkout.sessions.expire(id, {}, key)
        )
        expect(error.rawType).toBe("idempotency_error")
        expect(error.message).toBe(
          `Keys for idempotent requests can only be used for the same endpoint they were first used for ('/v1/checkout/sessions/${id}/expire' vs '/v1/checkout/sessions'). Try using a key other than '${key.idempotencyKey}' if you meant to execute a different request.`
        )
      }
    )

    behavior(
      IDEMPOTENT_REQUESTS,
      "the error of an executed request is replayed",
      async () => {
        const { id } = await create()
        const key = newKey()
        const { sessions } = shop.stripe.checkout
        await sessions.expire(id)
        const first = await refusal(sessions.expire(id, {}, key))
        const second = await refusal(sessions.expire(id, {}, key))
        expect(second.message).toBe(first.message)
        expect(first.headers).not.toHaveProperty("idempotent-replayed")
        expect(second.headers?.["idempotent-replayed"]).toBe("true")
      }
    )

    behavior(
      { ...IDEMPOTENT_REQUESTS, needs: "a shopper on the hosted page" },
      "a declined capture is replayed without asking the bank again",
      async () => {
        const { id } = await payCart(shop)
        const key = newKey()
        const capture = () =>
          refusal(shop.stripe.paymentIntents.capture(id, {}, key))
        await shop.controls.setNextCaptureOutcome({ code: "card_declined" })
        expect((await capture()).headers?.["stripe-should-retry"]).toBe("false")
        const second = await capture()
        expect(second.statusCode).toBe(402)
        expect(second.headers?.["idempotent-replayed"]).toBe("true")
      }
    )

    behavior(
      IDEMPOTENT_REQUESTS,
      "a request that was rejected before execution does not use up its key",
      async () => {
        const key = newKey()
        await refusal(create(key, { mode: "nonsense" }))
        expect((await create(key)).status).toBe("open")
      }
    )

    behavior(IDEMPOTENT_REQUESTS, "a GET request ignores the key", async () => {
      const key = newKey()
      await create(key)
      const page = await shop.stripe.checkout.sessions.list({ limit: 1 }, key)
      expect(page.lastResponse.headers).not.toHaveProperty(
        "idempotent-replayed"
      )
      expect(page.object).toBe("list")
    })

    behavior(
      IDEMPOTENT_REQUESTS,
      "a key of 255 characters is accepted, one of 256 is rejected",
      async () => {
        const key = (length: number) => ({
          idempotencyKey: `${randomUUID()}${"x".repeat(length - 36)}`,
        })
        expect((await create(key(255))).status).toBe("open")
        expect((await refusal(create(key(256)))).statusCode).toBe(400)
      }
    )

    behavior(
      { ...IDEMPOTENT_REQUESTS, needs: "the Dashboard" },
      "two accounts can use the same key",
      async () => {
        const two = await openShop({ apiKeys: ["sk_test_eu", "sk_test_us"] })
        const other = stripeAt(two.emulator.port, "sk_test_us")
        const key = newKey()
        const here = await two.stripe.checkout.sessions.create(cart(), key)
        const there = await other.checkout.sessions.create(
          cart({ client_reference_id: "other" }),
          key
        )
        expect(there.id).not.toBe(here.id)
        await two.close()
      }
    )

    behavior(
      { ...IDEMPOTENT_REQUESTS, needs: "an injected fault" },
      "the same key is a 409 while its first request is running",
      async () => {
        const key = newKey()
        await shop.controls.failNext({ kind: "slow", seconds: 0.4 })
        const first = create(key)
        await new Promise((resolve) => setTimeout(resolve, 100))
        const error = await refusal(create(key))
        expect(error).toMatchObject({
          statusCode: 409,
          rawType: "idempotency_error",
          code: "idempotency_key_in_use",
          message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key.idempotencyKey}`,
        })
        expect(error.headers?.["stripe-should-retry"]).toBe("true")
        expect((await first).status).toBe("open")
      }
    )

    behavior(
      { ...IDEMPOTENT_REQUESTS, needs: "a clock that can be advanced" },
      "a key is forgotten after a day, not before",
      async () => {
        const key = newKey()
        const first = await create(key)
        await shop.controls.advanceClock(onTheDayAfter - 60)
        expect((await create(key)).id).toBe(first.id)
        await shop.controls.advanceClock(60)
        expect((await create(key)).id).not.toBe(first.id)
      }
    )
  })
}
