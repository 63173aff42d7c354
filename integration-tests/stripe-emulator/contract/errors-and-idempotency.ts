import type Stripe from "stripe"
import type { Shop } from "./shop"
import { cart, openShop, payCart, rawRequest, refusal, stripeAt } from "./shop"
import type { Source } from "./behavior"
import { behavior } from "./behavior"

const API_KEYS: Source = { section: "API keys" }
const ERRORS: Source = { section: "Errors" }
const IDEMPOTENT_REQUESTS: Source = { section: "Idempotent requests" }

export function describeErrorsAndIdempotency(): void {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop()
  })
  beforeEach(() => shop.startAfresh())
  afterAll(() => shop.close())

  const create = (options: Stripe.RequestOptions = {}, changes = {}) =>
    shop.stripe.checkout.sessions.create(cart(changes), options)

  describe("authentication", () => {
    behavior(
      API_KEYS,
      "refuses a request without a key with status 401, as the API's authentication says",
      async () => {
        const answer = await rawRequest(shop, "/v1/balance", {
          headers: { Authorization: "" },
        })
        expect(answer.status).toBe(401)
        expect(answer.headers.get("request-id")).toMatch(/^req_/)
      }
    )

    behavior(
      API_KEYS,
      "refuses a publishable key, as error code secret_key_required documents",
      async () => {
        const stripe = stripeAt(shop.emulator.port, "pk_test_x")
        expect(await refusal(stripe.balance.retrieve())).toMatchObject({
          type: "StripeAuthenticationError",
          code: "secret_key_required",
        })
      }
    )

    behavior(
      API_KEYS,
      "refuses a live key loudly, as only Stripe may ever see one",
      async () => {
        const complaint = jest.spyOn(console, "error").mockImplementation()
        const stripe = stripeAt(shop.emulator.port, "sk_live_x")
        expect((await refusal(stripe.balance.retrieve())).statusCode).toBe(401)
        expect(complaint).toHaveBeenCalledTimes(1)
        complaint.mockRestore()
      }
    )

    behavior(
      API_KEYS,
      "shows one account nothing of another, as Stripe accounts are separate",
      async () => {
        const two = await openShop({ apiKeys: ["sk_test_eu", "sk_test_us"] })
        const { id } = await two.stripe.checkout.sessions.create(cart())
        const other = stripeAt(two.emulator.port, "sk_test_us")
        const error = await refusal(other.checkout.sessions.retrieve(id))
        expect(error.code).toBe("resource_missing")
        await two.close()
      }
    )
  })

  describe("every answer", () => {
    behavior(
      ERRORS,
      "carries a request id and the API version of the request, as Stripe's headers do",
      async () => {
        const { lastResponse } = await create()
        expect(lastResponse.requestId).toMatch(/^req_/)
        expect(lastResponse.headers["stripe-version"]).toBe("2026-10-28.endive")
      }
    )

    behavior(
      { ...ERRORS, needs: "a look inside the emulator" },
      "to an unknown address is 404, loud and recorded, as nobody may rely on what is not imitated",
      async () => {
        const complaint = jest.spyOn(console, "error").mockImplementation()
        const answer = await rawRequest(shop, "/v1/subscriptions")
        expect(answer.status).toBe(404)
        expect(answer.body.error?.message).toContain(
          "Unrecognized request URL (GET: /v1/subscriptions)"
        )
        expect(await shop.controls.unknownRoutes()).toEqual([
          "GET /v1/subscriptions",
        ])
        expect(complaint).toHaveBeenCalledTimes(1)
        complaint.mockRestore()
      }
    )

    behavior(
      ERRORS,
      "about something that does not exist is 404 resource_missing, as the error codes document",
      async () => {
        const error = await refusal(
          shop.stripe.paymentIntents.retrieve("pi_none")
        )
        expect(error).toMatchObject({
          statusCode: 404,
          code: "resource_missing",
        })
        expect(error.message).toBe("No such payment_intent: 'pi_none'")
      }
    )

    behavior(
      ERRORS,
      "refuses an expansion that does not exist before it does anything, as expand documents",
      async () => {
        const params = cart({ expand: ["color"] })
        const error = await refusal(
          shop.stripe.checkout.sessions.create(params)
        )
        expect(error.message).toBe("This property cannot be expanded (color).")
        expect((await shop.controls.ledger()).checkout_sessions).toHaveLength(0)
      }
    )

    behavior(
      ERRORS,
      "refuses what would change the total unnoticed, as the emulator promises",
      async () => {
        const params = cart({ automatic_tax: { enabled: true } })
        const error = await refusal(
          shop.stripe.checkout.sessions.create(params)
        )
        expect(error.param).toBe("automatic_tax")
      }
    )

    behavior(
      ERRORS,
      "refuses a page of more than 100, as pagination documents",
      async () => {
        expect(
          await refusal(shop.stripe.refunds.list({ limit: 101 }))
        ).toMatchObject({
          statusCode: 400,
          param: "limit",
        })
      }
    )
  })

  describe("an idempotency key", () => {
    behavior(
      IDEMPOTENT_REQUESTS,
      "gives the first answer again, as idempotent requests document",
      async () => {
        const first = await create({ idempotencyKey: "k1" })
        const second = await create({ idempotencyKey: "k1" })
        expect(second.id).toBe(first.id)
        expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true")
        expect((await shop.controls.ledger()).checkout_sessions).toHaveLength(1)
      }
    )

    behavior(
      IDEMPOTENT_REQUESTS,
      "may not be used for other parameters, as error type idempotency_error documents",
      async () => {
        await create({ idempotencyKey: "k1" })
        const error = await refusal(
          create({ idempotencyKey: "k1" }, { client_reference_id: "other" })
        )
        expect(error).toMatchObject({
          type: "StripeIdempotencyError",
          statusCode: 400,
        })
        expect(error.message).toContain(
          "Keys for idempotent requests can only be used with the same parameters they were first used with."
        )
      }
    )

    behavior(
      IDEMPOTENT_REQUESTS,
      "repeats an error that happened while executing, as idempotent requests document",
      async () => {
        const { id } = await payCart(shop)
        const capture = (amount: number) =>
          refusal(
            shop.stripe.paymentIntents.capture(
              id,
              { amount_to_capture: amount },
              { idempotencyKey: "k2" }
            )
          )
        await shop.controls.setNextCaptureOutcome({ code: "card_declined" })
        expect((await capture(3000)).statusCode).toBe(402)
        expect((await capture(3000)).headers?.["idempotent-replayed"]).toBe(
          "true"
        )
      }
    )

    behavior(
      IDEMPOTENT_REQUESTS,
      "is not used up by a request that was refused unexecuted, as idempotent requests document",
      async () => {
        await refusal(create({ idempotencyKey: "k3" }, { mode: "nonsense" }))
        expect((await create({ idempotencyKey: "k3" })).status).toBe("open")
      }
    )

    behavior(
      IDEMPOTENT_REQUESTS,
      "answers 409 while its first request is still running, as code idempotency_key_in_use documents",
      async () => {
        await shop.controls.failNext({ kind: "slow", seconds: 0.4 })
        const first = create({ idempotencyKey: "k4" })
        await new Promise((resolve) => setTimeout(resolve, 100))
        expect(await refusal(create({ idempotencyKey: "k4" }))).toMatchObject({
          statusCode: 409,
          code: "idempotency_key_in_use",
        })
        expect((await first).status).toBe("open")
      }
    )

    behavior(
      IDEMPOTENT_REQUESTS,
      "is forgotten after a day, as idempotent requests document",
      async () => {
        const first = await create({ idempotencyKey: "k5" })
        await shop.controls.advanceClock(24 * 60 * 60)
        expect((await create({ idempotencyKey: "k5" })).id).not.toBe(first.id)
      }
    )
  })
}
