import {
  accountNames,
  InvalidOptionsError,
  providerIdOf,
  resolveOptions,
} from "../schema"

// cspell:ignore aproved shiped
const GOOD = {
  apiKey: "sk_test_abc",
  webhookSecret: "whsec_abcdefgh",
  backendUrl: "https://api.shop.example",
  storefrontUrl: "https://shop.example",
}

describe("The options", () => {
  it("have defaults for everything but keys and addresses", () => {
    expect(resolveOptions(GOOD)).toMatchObject({
      ...GOOD,
      apiBase: "https://api.stripe.com",
      storefrontPaths: {
        confirmed: "/{country_code}/order/{order_id}/confirmed",
        payment: "/{country_code}/checkout?step=payment&reason={reason}",
      },
      captureMethod: "manual",
      orderStatus: {
        metadataKey: "order_status",
        authorized: "approved",
        captured: "paid",
        captureFailed: "capture_failed",
        released: "authorization_released",
        lapsed: "authorization_lapsed",
        refunded: "refunded",
        captureOn: [
          { from: ["approved", "capture_failed"], to: "ready_for_capture" },
        ],
        releaseOn: [],
      },
      accounts: {},
      captureDeadline: { warnHours: 24, action: "alert" },
      surplusHolds: "release",
      canceledButCaptured: "report",
      captureInReview: "wait",
      fraudWarnings: "notify",
      notPlaceable: { releaseAfterHours: 72 },
      reconcile: { everyMinutes: 5, windowHours: 72 },
    })
  })

  it("may lack secrets, because builds have none", () => {
    const { apiKey: _key, webhookSecret: _secret, ...shapes } = GOOD

    expect(() => resolveOptions(shapes)).not.toThrow()
  })

  it.each<[string, object, RegExp]>([
    ["an unknown option", { captureMode: "manual" }, /captureMode.*no such/],
    [
      "an unknown option inside another",
      { orderStatus: { capturedd: "paid" } },
      /orderStatus\.capturedd.*no such/,
    ],
    ["an address without a scheme", { backendUrl: "shop" }, /backendUrl.*http/],
    ["a foreign scheme", { storefrontUrl: "ftp://x" }, /storefrontUrl.*http/],
    ["no address", { backendUrl: undefined }, /backendUrl/],
    ["a wrong choice", { captureMethod: "auto" }, /captureMethod.*manual/],
    ["a number for a key", { apiKey: 7 }, /apiKey.*string/],
    [
      "a path without a slash",
      { storefrontPaths: { confirmed: "order" } },
      /storefrontPaths\.confirmed.*start with \//,
    ],
    [
      "an unknown placeholder",
      { storefrontPaths: { confirmed: "/order/{orderId}" } },
      /storefrontPaths\.confirmed.*\{orderId\}.*\{order_id\}/,
    ],
    [
      "a reason on the page of a placed order",
      { storefrontPaths: { confirmed: "/order/{order_id}?why={reason}" } },
      /storefrontPaths\.confirmed: \{reason\} cannot be filled in\. Use \{order_id\}, \{cart_id\}, \{country_code\}, \{locale\}\./,
    ],
    [
      "an order before there is one",
      { storefrontPaths: { payment: "/checkout/{order_id}" } },
      /storefrontPaths\.payment: \{order_id\} cannot be filled in\. Use \{reason\}, \{cart_id\}, \{country_code\}, \{locale\}\./,
    ],
    [
      "an empty list of starts",
      { orderStatus: { captureOn: [{ from: [], to: "ready" }] } },
      /orderStatus\.captureOn\.0\.from.*at least one/,
    ],
    [
      "an empty status",
      { orderStatus: { releaseOn: [""] } },
      /orderStatus\.releaseOn\.0.*means nothing/,
    ],
    [
      "a target that the plugin writes itself",
      { orderStatus: { captureOn: [{ from: ["x"], to: "paid" }] } },
      /captureOn.*"paid".*orderStatus\.captured.*trigger itself/,
    ],
    [
      "a target that the plugin writes under a name of the shop",
      {
        orderStatus: {
          authorized: "held",
          captureOn: [{ from: ["x"], to: "held" }],
        },
      },
      /captureOn.*"held".*orderStatus\.authorized/,
    ],
    [
      "a release by a status that the plugin writes",
      { orderStatus: { releaseOn: ["capture_failed"] } },
      /releaseOn.*"capture_failed".*trigger itself/,
    ],
    [
      "a status that captures and releases",
      { orderStatus: { releaseOn: ["ready_for_capture"] } },
      /releaseOn.*"ready_for_capture".*both/,
    ],
    [
      "an order status that Medusa does not have",
      { orderStatus: { captureOn: [{ orderStatus: "shipped" }] } },
      /captureOn\.0\.orderStatus/,
    ],
    [
      "a name of an account that is no name",
      { accounts: { "E U": { apiKey: "sk_test_x" } } },
      /accounts.*lower case/,
    ],
    [
      "a secret of the wrong kind",
      { webhookSecret: { a: 1 } },
      /webhookSecret/,
    ],
    [
      "a missing address, with what it is and its variable",
      { storefrontUrl: undefined },
      /storefrontUrl: is missing.*STOREFRONT_URL.*the storefront/,
    ],
    [
      "an address with a query",
      { storefrontUrl: "https://shop.example?lang=en" },
      /storefrontUrl: .*query.*STOREFRONT_URL/,
    ],
    [
      "an address with a fragment",
      { backendUrl: "https://shop.example/#x" },
      /backendUrl: .*fragment.*MEDUSA_BACKEND_URL/,
    ],
    [
      "an address with a password",
      { backendUrl: "https://me:sk_test_abc@shop.example" },
      /backendUrl: .*password/,
    ],
    [
      "an address with a line break",
      { backendUrl: "https://shop.example\n" },
      /backendUrl: .*line breaks/,
    ],
    [
      "a misspelled option",
      { webhookSecrets: "x" },
      /webhookSecrets: .*Did you mean "webhookSecret"/,
    ],
    [
      "a misspelled option inside another",
      { reconcile: { everyMinute: 5 } },
      /reconcile\.everyMinute: .*Did you mean "everyMinutes"/,
    ],
    [
      "a misspelled status of the plugin",
      { orderStatus: { captureOn: [{ from: ["aproved"], to: "ready" }] } },
      /captureOn\.0\.from: .*never fire.*Did you mean "approved"/,
    ],
    [
      "a misspelled fulfillment status",
      { orderStatus: { captureOn: [{ fulfillmentStatus: ["shiped"] }] } },
      /captureOn\.0\.fulfillmentStatus: .*never fire.*Did you mean "shipped"/,
    ],
    [
      "a text that Stripe refuses for every shopper",
      {
        checkout: {
          payment_intent_data: { statement_descriptor_suffix: "x".repeat(30) },
        },
      },
      /checkout\.payment_intent_data\.statement_descriptor_suffix: .*30 characters.*allows 22/,
    ],
    ["nothing at all", { backendUrl: null, storefrontUrl: null }, /backendUrl/],
  ])("refuse %s, by name and with what is right", (_what, wrong, message) => {
    const error = problemOf({ ...GOOD, ...wrong })

    expect(error.message).toMatch(message)
    expect(error.message).not.toMatch(/sk_test_abc|whsec_abcdefgh/)
  })

  it("name everything that is wrong at once", () => {
    const { message } = problemOf({
      ...GOOD,
      backendUrl: "shop",
      captureMethod: "auto",
      nonsense: 1,
    })

    expect(message).toMatch(/backendUrl/)
    expect(message).toMatch(/captureMethod/)
    expect(message).toMatch(/nonsense/)
    expect(message.split("\n")).toHaveLength(4)
  })

  it("name wrong keys in the same error", () => {
    const { message } = problemOf({
      webhookSecret: "sk_test_abc",
      accounts: { eu: {} },
    })

    expect(message.split("\n").slice(1)).toEqual([
      expect.stringMatching(/backendUrl: is missing/),
      expect.stringMatching(/storefrontUrl: is missing/),
      expect.stringMatching(/- apiKey \(STRIPE_API_KEY\) is missing/),
      expect.stringMatching(
        /- webhookSecret \(STRIPE_WEBHOOK_SECRET\) is not a signing secret/
      ),
      expect.stringMatching(/accounts\.eu\.apiKey is missing\. Set it to/),
      expect.stringMatching(/accounts\.eu\.webhookSecret is missing/),
    ])
    expect(message).not.toMatch(/sk_test_abc/)
  })

  it("name the problems of one option although another one is wrong", () => {
    const { message } = problemOf({
      ...GOOD,
      backendUrl: "shop",
      storefrontPaths: { confirmed: "/order/{orderId}" },
      orderStatus: {
        captureOn: [{ from: ["aproved"], to: "paid" }],
        releaseOn: ["refunded"],
      },
    })

    expect(message.split("\n").slice(1)).toEqual([
      expect.stringMatching(/backendUrl/),
      expect.stringMatching(/storefrontPaths\.confirmed.*\{orderId\}/),
      expect.stringMatching(/orderStatus\.captureOn: "paid".*trigger itself/),
      expect.stringMatching(/orderStatus\.releaseOn: "refunded"/),
      expect.stringMatching(/orderStatus\.captureOn\.0\.from: "aproved"/),
    ])
  })

  it.each(["backendUrl", "storefrontUrl"])(
    "name plain http in production for %s together with other problems",
    (name) => {
      const environment = process.env["NODE_ENV"]
      Object.assign(process.env, { NODE_ENV: "production" })
      try {
        const { message } = problemOf({
          ...GOOD,
          nonsense: 1,
          [name]: "http://shop.example",
        })
        expect(message).toMatch(/nonsense[\s\S]*is plain http.*Use https/)
        expect(message).toContain(`- ${name} (`)
      } finally {
        Object.assign(process.env, { NODE_ENV: environment })
      }
    }
  )

  it("may begin a rule with a status of another system", () => {
    const captureOn = [{ from: ["unapproved", "checked"], to: "ready" }]

    expect(() =>
      resolveOptions({ ...GOOD, orderStatus: { captureOn } })
    ).not.toThrow()
  })

  it("allow each status to be switched off", () => {
    const options = resolveOptions({
      ...GOOD,
      orderStatus: { captured: null, refunded: null, captureOn: [] },
    })

    expect(options.orderStatus).toMatchObject({
      authorized: "approved",
      captured: null,
      refunded: null,
    })
  })

  it("name the accounts and their payment providers", () => {
    const options = resolveOptions({
      ...GOOD,
      accounts: { eu: { apiKey: "sk_test_eu" } },
    })

    expect(accountNames(options)).toEqual(["default", "eu"])
    expect(accountNames(options).map(providerIdOf)).toEqual([
      "pp_stripe-checkout_default",
      "pp_stripe-checkout_eu",
    ])
  })

  it.each([undefined, null, "x", 7, []])(
    "are refused when they are %p",
    (x) => {
      expect(() => resolveOptions(x)).toThrow(InvalidOptionsError)
    }
  )
})

function problemOf(options: object): Error {
  try {
    resolveOptions(options)
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidOptionsError)
    return error as Error
  }
  throw new Error("These options were accepted.")
}
