import type { Source } from "./behavior"
import { behavior } from "./behavior"
import type { Shop } from "./shop"
import { cart, openShop, rawRequest, refusal, stripeAt } from "./shop"

const AUTHENTICATION: Source = { section: "Authentication" }
const API_KEYS: Source = { section: "API keys" }
const CONNECTED_ACCOUNTS: Source = { section: "Connected accounts" }

const noKey =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/."

export function describeAuthentication(): void {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())

  const ask = (headers: Record<string, string>) =>
    rawRequest(shop, "/v1/balance", { headers })

  describe("a key", () => {
    for (const header of ["", "Bearer", "Token sk_test_x"]) {
      behavior(
        AUTHENTICATION,
        `a request with "${header}" in the Authorization header is a 401`,
        async () => {
          const { body, headers, status } = await ask({ Authorization: header })
          expect(status).toBe(401)
          expect(headers.get("request-id")).toMatch(/^req_/)
          expect(body).toEqual({
            error: { type: "invalid_request_error", message: noKey },
          })
        }
      )
    }

    behavior(
      AUTHENTICATION,
      "an unknown key is a 401, and the message redacts most of it",
      async () => {
        const { body, status } = await ask({
          Authorization: "Bearer sk_nonsense_1234567890",
        })
        expect(status).toBe(401)
        expect(body.error?.type).toBe("invalid_request_error")
        expect(body.error?.message).toMatch(
          /^Invalid API Key provided: sk_nonse\*+7890$/
        )
      }
    )

    behavior(
      AUTHENTICATION,
      "a key may be the user name in basic authentication",
      async () => {
        const basic = Buffer.from(`${shop.apiKey}:`).toString("base64")
        const { status } = await ask({ Authorization: `Basic ${basic}` })
        expect(status).toBe(200)
      }
    )

    behavior(
      AUTHENTICATION,
      "an invalid key is rejected before the parameters are validated",
      async () => {
        const { status } = await rawRequest(shop, "/v1/checkout/sessions", {
          body: "color=red",
          headers: { Authorization: "Bearer sk_nonsense_1234567890" },
        })
        expect(status).toBe(401)
      }
    )

    behavior(
      { ...API_KEYS, needs: "the Dashboard" },
      "a publishable key is rejected",
      async () => {
        const stripe = stripeAt(shop.emulator.port, "pk_test_x")
        expect(await refusal(stripe.balance.retrieve())).toMatchObject({
          type: "StripeAuthenticationError",
          code: "secret_key_required",
        })
      }
    )

    behavior(
      { ...API_KEYS, needs: "the Dashboard" },
      "a restricted key opens the account",
      async () => {
        const stripe = stripeAt(shop.emulator.port, "rk_test_x")
        expect((await stripe.balance.retrieve()).object).toBe("balance")
      }
    )

    behavior(
      { ...API_KEYS, needs: "an injected fault" },
      "a restricted key without the permission is 403, and the permission is named",
      async () => {
        await shop.controls.failNext({ kind: "http_403" })
        const stripe = stripeAt(shop.emulator.port, "rk_test_1234567890abcd")
        const error = await refusal(stripe.checkout.sessions.create(cart()))
        expect(error).toMatchObject({
          type: "StripePermissionError",
          rawType: "invalid_request_error",
          statusCode: 403,
        })
        expect(error.message).toMatch(
          /^The provided key 'rk_test_\*+abcd' does not have the required permissions for this endpoint on account 'acct_\w+'\. Having the 'rak_checkout_session_write' permission would allow this request to continue\.$/
        )
      }
    )

    behavior(
      { ...API_KEYS, needs: "access to the emulator's state" },
      "a live key is rejected and logged, because only Stripe may ever see one",
      async () => {
        const complaint = jest.spyOn(console, "error").mockImplementation()
        const stripe = stripeAt(shop.emulator.port, "sk_live_x")
        expect((await refusal(stripe.balance.retrieve())).statusCode).toBe(401)
        expect(complaint).toHaveBeenCalledTimes(1)
        complaint.mockRestore()
      }
    )
  })

  describe("accounts", () => {
    behavior(
      { ...API_KEYS, needs: "the Dashboard" },
      "an account cannot see the objects of another",
      async () => {
        const two = await openShop({ apiKeys: ["sk_test_eu", "sk_test_us"] })
        const { id } = await two.stripe.checkout.sessions.create(cart())
        const other = stripeAt(two.emulator.port, "sk_test_us")
        const error = await refusal(other.checkout.sessions.retrieve(id))
        expect(error.code).toBe("resource_missing")
        await two.close()
      }
    )

    behavior(
      CONNECTED_ACCOUNTS,
      "acting for an account that is not connected is a 403 account_invalid",
      async () => {
        const { body, status } = await ask({ "Stripe-Account": "acct_1none" })
        expect(status).toBe(403)
        expect(body.error).toMatchObject({
          type: "invalid_request_error",
          code: "account_invalid",
          doc_url: "https://stripe.com/docs/error-codes/account-invalid",
        })
        expect(body.error?.message).toMatch(
          /^The provided key 'sk_test_\*+\w{4}' does not have access to account 'acct_1none' \(or that account does not exist\)\. Application access may have been revoked\.$/
        )
      }
    )

    behavior(
      CONNECTED_ACCOUNTS,
      "acting for the key's own account changes nothing",
      async () => {
        const own = await rawRequest(shop, "/v1/account")
        const { status } = await ask({ "Stripe-Account": own.body.id ?? "" })
        expect(status).toBe(200)
      }
    )
  })
}
