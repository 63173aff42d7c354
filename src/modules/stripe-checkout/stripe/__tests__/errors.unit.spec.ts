import Stripe from "stripe"
import { StripePaymentError } from "../../domain/errors"
import { isIdempotentReplay, translateErrors } from "../errors"
import { stripeError } from "./stripe-errors"

describe("An error of Stripe", () => {
  it.each([
    [400, {}, "refused"],
    [402, { type: "card_error" }, "refused"],
    [404, {}, "refused"],
    [401, { type: "authentication_error" }, "misconfigured"],
    [403, { type: "invalid_request_error" }, "not_permitted"],
    [409, { type: "idempotency_error" }, "temporary"],
    [429, { type: "rate_limit_error" }, "temporary"],
    [500, { type: "api_error" }, "unknown_outcome"],
    [503, { type: "api_error" }, "unknown_outcome"],
  ])("with status %i %j is %s", async (status, raw, kind) => {
    const { failure } = await translated(stripeError(status, raw))

    expect(failure.kind).toBe(kind)
    expect(failure.message).not.toBe("")
  })

  it("is worth another try only when that may work", async () => {
    expect((await translated(stripeError(429))).isWorthRetrying).toBe(true)
    expect((await translated(stripeError(500))).isWorthRetrying).toBe(true)
    expect((await translated(stripeError(402))).isWorthRetrying).toBe(false)
    expect((await translated(stripeError(401))).isWorthRetrying).toBe(false)
  })

  it("that never came has an unknown outcome", async () => {
    const error = new Stripe.errors.StripeConnectionError({
      message: "connect ECONNREFUSED 10.0.0.7:443",
      type: "api_error",
    } as unknown as ConstructorParameters<
      typeof Stripe.errors.StripeConnectionError
    >[0])

    const { failure } = await translated(error)

    expect(failure).toMatchObject({
      kind: "unknown_outcome",
      message: "Stripe could not be reached.",
    })
  })

  it("that is none of Stripe's tells nothing of itself", async () => {
    const { failure } = await translated(new TypeError("sk_test_1 at file.ts"))

    expect(failure.kind).toBe("unknown_outcome")
    expect(failure.message).not.toMatch(/sk_test|file\.ts/)
  })

  it("keeps the issuer's reason as its code", async () => {
    const { failure } = await translated(
      stripeError(402, {
        type: "card_error",
        code: "card_declined",
        decline_code: "insufficient_funds",
        message: "Your card has insufficient funds.",
      })
    )

    expect(failure).toEqual({
      kind: "refused",
      code: "insufficient_funds",
      param: null,
      message: "Your card has insufficient funds.",
      requestId: "req_1",
    })
  })

  it.each([
    ["Invalid API Key provided: sk_test_51Abc*****xyz", "sk_test"],
    ["No such key rk_live_9xYz here", "rk_live"],
    ["Secret whsec_abcdef is wrong", "whsec_abcdef"],
    ["Invalid email address: ada.l+shop@mail.example.com", "ada.l"],
    ["Customer 'ada@example.com' exists", "ada@"],
  ])(
    "never repeats what is secret or personal: %s",
    async (message, secret) => {
      for (const status of [400, 401, 402, 403, 404, 409, 500]) {
        const { failure } = await translated(stripeError(status, { message }))
        expect(failure.message).not.toContain(secret)
      }
    }
  )

  it("is no novel", async () => {
    const { failure } = await translated(
      stripeError(400, { message: "x".repeat(5000) })
    )

    expect(failure.message.length).toBeLessThanOrEqual(300)
  })

  it("is translated once", async () => {
    const first = await translated(stripeError(402))

    expect(await translated(first)).toBe(first)
  })

  it.each([
    ["an object in the path", 404, undefined, "unknown_object"],
    ["a PaymentIntent in a filter", 400, "payment_intent", "unknown_object"],
    ["a customer among the parameters", 400, "customer", "refused"],
  ])(
    "knows %s that is unknown to Stripe",
    async (_what, status, param, kind) => {
      const missing = stripeError(status, {
        code: "resource_missing",
        ...(param ? { param } : {}),
      })

      expect((await translated(missing)).failure.kind).toBe(kind)
    }
  )

  it("does not take a wrong path for an unknown object", async () => {
    expect((await translated(stripeError(404))).failure.kind).toBe("refused")
  })

  it("says whether it is an old answer", () => {
    const headers = { "idempotent-replayed": "true" }

    expect(isIdempotentReplay(stripeError(402, { headers }))).toBe(true)
    expect(isIdempotentReplay(stripeError(402))).toBe(false)
    expect(isIdempotentReplay(new Error("x"))).toBe(false)
  })

  it("is none where the call succeeds", async () => {
    expect(await translateErrors(async () => 7)).toBe(7)
  })
})

async function translated(error: Error): Promise<StripePaymentError> {
  const thrown: unknown = await translateErrors(async () => {
    throw error
  }).catch((caught: unknown) => caught)
  expect(thrown).toBeInstanceOf(StripePaymentError)
  return thrown as StripePaymentError
}
