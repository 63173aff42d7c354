import type { Source } from "./behavior"
import { behavior } from "./behavior"
import type { RawAnswer, Shop } from "./shop"
import { openShop, rawRequest } from "./shop"

const ERRORS: Source = { section: "Errors" }
const REQUEST_IDS: Source = { section: "Request IDs" }
const REQUESTS: Source = { section: "Requests" }
const VERSIONING: Source = { section: "Versioning" }

const sessions = "/v1/checkout/sessions"

/** The smallest valid body for creating a Checkout Session. */
const minimal =
  "mode=payment&success_url=https://shop.example/ok&line_items[0][quantity]=1&line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=1500&line_items[0][price_data][product_data][name]=Red+shirt"

const notAForm =
  "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/."

/** Accepted bodies, and the Checkout Session that they create. */
const accepted: readonly (readonly [
  sentence: string,
  added: string,
  expected: object,
])[] = [
  ["brackets make groups and arrays", "", { amount_total: 1500 }],
  [
    "brackets may be percent-encoded",
    "metadata%5Border%5D=17",
    { metadata: { order: "17" } },
  ],
  [
    "a plus sign is a space",
    "metadata[note]=two+words",
    { metadata: { note: "two words" } },
  ],
  ["text is UTF-8", "metadata[note]=%E2%82%AC", { metadata: { note: "€" } }],
  [
    "an array may omit its indexes",
    "expand[]=line_items",
    { line_items: { object: "list" } },
  ],
  [
    "of two values with one name the last wins",
    "client_reference_id=a&client_reference_id=b",
    { client_reference_id: "b" },
  ],
  [
    "numbers in metadata stay text",
    "metadata[zip]=01067",
    { metadata: { zip: "01067" } },
  ],
  [
    "a metadata key with an empty value is not stored",
    "metadata[a]=&metadata[b]=1",
    { metadata: { b: "1" } },
  ],
]

type ExactError = NonNullable<RawAnswer["error"]>

/** Rejected bodies, with the whole error except the link to the merchant's log. */
const refused: readonly (readonly [
  sentence: string,
  added: string,
  expected: ExactError,
])[] = [
  [
    "an unknown parameter is an error with a code, the parameter and a link",
    "color=red",
    {
      type: "invalid_request_error",
      message: "Received unknown parameter: color",
      code: "parameter_unknown",
      param: "color",
      doc_url: "https://stripe.com/docs/error-codes/parameter-unknown",
    },
  ],
  [
    "a number written as a word is an invalid integer",
    "expires_at=soon",
    {
      type: "invalid_request_error",
      message: "Invalid integer: soon",
      code: "parameter_invalid_integer",
      param: "expires_at",
      doc_url: "https://stripe.com/docs/error-codes/parameter-invalid-integer",
    },
  ],
  [
    "a number in scientific notation is an invalid integer",
    "expires_at=1e10",
    {
      type: "invalid_request_error",
      message: "Invalid integer: 1e10",
      code: "parameter_invalid_integer",
      param: "expires_at",
      doc_url: "https://stripe.com/docs/error-codes/parameter-invalid-integer",
    },
  ],
  [
    "an error without a code has no link",
    "allow_promotion_codes=maybe",
    {
      type: "invalid_request_error",
      message: "Invalid boolean: maybe",
      param: "allow_promotion_codes",
    },
  ],
  [
    "an empty number cannot be unset",
    "expires_at=",
    {
      type: "invalid_request_error",
      message:
        "You passed an empty string for 'expires_at'. We assume empty values are an attempt to unset a parameter; however 'expires_at' cannot be unset. You should remove 'expires_at' from your request or supply a non-empty value.",
      code: "parameter_invalid_empty",
      param: "expires_at",
      doc_url: "https://stripe.com/docs/error-codes/parameter-invalid-empty",
    },
  ],
  [
    "text in place of a group is an invalid object",
    "payment_intent_data=manual",
    {
      type: "invalid_request_error",
      message: "Invalid object",
      param: "payment_intent_data",
    },
  ],
  [
    "text in place of an array is an invalid array",
    "shipping_options=post",
    {
      type: "invalid_request_error",
      message: "Invalid array",
      param: "shipping_options",
    },
  ],
]

export function describeWireFormat(): void {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())

  const post = (body: string, headers: Record<string, string> = {}) =>
    rawRequest(shop, sessions, { body, headers })

  describe("a form", () => {
    for (const [sentence, added, expected] of accepted) {
      behavior(REQUESTS, sentence, async () => {
        const { body, status } = await post(`${minimal}&${added}`)
        expect(status).toBe(200)
        expect(body).toMatchObject(expected)
      })
    }

    behavior(
      REQUESTS,
      "a GET request has its parameters in the query",
      async () => {
        const { body, status } = await rawRequest(
          shop,
          `${sessions}?limit=1&created[gte]=1700000000`
        )
        expect(status).toBe(200)
        expect(body).toMatchObject({ object: "list", url: sessions })
      }
    )

    behavior(REQUESTS, "a POST request needs no body", async () => {
      const { body } = await post(minimal)
      const path = `${sessions}/${body.id ?? ""}/expire`
      const answer = await rawRequest(shop, path, { method: "POST" })
      expect(answer.body).toMatchObject({ status: "expired" })
    })
  })

  describe("an error", () => {
    for (const [sentence, added, expected] of refused) {
      behavior(ERRORS, sentence, async () => {
        const { body, headers, status } = await post(`${minimal}&${added}`)
        expect(status).toBe(400)
        expect(headers.get("content-type")).toContain("application/json")
        const { request_log_url: _, ...error } = body.error ?? {}
        expect(body).toEqual({ error: body.error })
        expect(error).toEqual(expected)
      })
    }

    behavior(
      ERRORS,
      "an error links to the request in the merchant's log",
      async () => {
        const { body, headers } = await post("color=red")
        const url = body.error?.request_log_url ?? ""
        expect(url).toMatch(/^https:\/\/dashboard\.stripe\.com\//)
        expect(url).toContain(headers.get("request-id") ?? "no request id")
      }
    )

    behavior(
      ERRORS,
      "an unknown path is a 404, with method and path in the message",
      async () => {
        const complaint = jest.spyOn(console, "error").mockImplementation()
        const answer = await rawRequest(shop, "/v1/refunds", {
          method: "DELETE",
        })
        complaint.mockRestore()
        expect(answer.status).toBe(404)
        expect(answer.body.error).toMatchObject({
          type: "invalid_request_error",
          message:
            "Unrecognized request URL (DELETE: /v1/refunds). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.",
        })
        expect(answer.body.error).not.toHaveProperty("code")
      }
    )
  })

  describe("a body that is not a form", () => {
    behavior(REQUESTS, "a JSON body is rejected", async () => {
      const headers = { "Content-Type": "application/json" }
      const { body, status } = await post('{"mode":"payment"}', headers)
      expect(status).toBe(400)
      expect(body.error).toMatchObject({
        type: "invalid_request_error",
        message: notAForm,
      })
    })

    behavior(
      REQUESTS,
      "JSON sent as a form is an unknown parameter",
      async () => {
        const { body } = await post('{"mode":"payment"}')
        expect(body.error?.code).toBe("parameter_unknown")
      }
    )

    behavior(REQUESTS, "a broken percent sign is rejected", async () => {
      const { body, status } = await post(`${minimal}&metadata[a]=%ZZ`)
      expect(status).toBe(400)
      expect(body.error?.message).toBe(notAForm)
    })

    for (const name of ["metadata[a", "metadata[a]b", "metadata[a[b]]"]) {
      behavior(
        REQUESTS,
        `a parameter called \`${name}\` is rejected`,
        async () => {
          const { body, status } = await post(`${minimal}&${name}=1`)
          expect(status).toBe(400)
          expect(body.error?.type).toBe("invalid_request_error")
        }
      )
    }

    behavior(
      REQUESTS,
      "a parameter that is a value and a group at once is rejected",
      async () => {
        const { status } = await post(`${minimal}&metadata=1&metadata[a]=1`)
        expect(status).toBe(400)
      }
    )
  })

  describe("the headers of a response", () => {
    behavior(REQUEST_IDS, "each response has its own request id", async () => {
      const first = await rawRequest(shop, "/v1/balance")
      const second = await rawRequest(shop, "/v1/balance")
      expect(first.headers.get("request-id")).toMatch(/^req_\w{14}$/)
      expect(second.headers.get("request-id")).not.toBe(
        first.headers.get("request-id")
      )
    })

    behavior(VERSIONING, "a response names the requested version", async () => {
      const { headers } = await rawRequest(shop, "/v1/balance", {
        headers: { "Stripe-Version": "2026-10-28.endive" },
      })
      expect(headers.get("stripe-version")).toBe("2026-10-28.endive")
    })

    for (const version of [
      "2026-10-28.enigma",
      "2099-01-01.endive",
      "latest",
    ]) {
      behavior(VERSIONING, `version ${version} is rejected`, async () => {
        const { body, status } = await rawRequest(shop, "/v1/balance", {
          headers: { "Stripe-Version": version },
        })
        expect(status).toBe(400)
        expect(body.error).toMatchObject({
          type: "invalid_request_error",
          message: `Invalid Stripe API version: ${version}`,
        })
      })
    }
  })
}
