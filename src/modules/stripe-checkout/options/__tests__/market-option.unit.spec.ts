import { resolveOptions } from "../schema"

const GOOD = {
  backendUrl: "https://api.shop.example",
  storefrontUrl: "https://shop.example",
}

const EXCLUDED = { excluded_payment_method_types: ["klarna"] }
const ALLOWED = { allowed_payment_method_types: ["card"] }

// cspell:ignore curencies
describe("The options for some markets only", () => {
  it("are kept, with currencies in lower case", () => {
    const { accounts, checkoutFor } = resolveOptions({
      ...GOOD,
      accounts: { uk: { for: { currencies: ["GBP"] } } },
      checkoutFor: [
        {
          currencies: ["EUR"],
          regions: ["reg_1"],
          salesChannels: ["sc_1"],
          accounts: ["uk", "default"],
          checkout: EXCLUDED,
          captureMethod: "automatic",
        },
      ],
    })

    expect(accounts["uk"]?.for).toEqual({ currencies: ["gbp"] })
    expect(checkoutFor).toEqual([
      {
        currencies: ["eur"],
        regions: ["reg_1"],
        salesChannels: ["sc_1"],
        accounts: ["uk", "default"],
        checkout: EXCLUDED,
        captureMethod: "automatic",
      },
    ])
  })

  it("may exclude methods here and allow methods there", () => {
    const checkoutFor = [
      { currencies: ["eur"], checkout: EXCLUDED },
      { currencies: ["gbp"], checkout: ALLOWED },
    ]

    expect(() => resolveOptions({ ...GOOD, checkoutFor })).not.toThrow()
  })

  it.each<[string, object, RegExp]>([
    [
      "an entry for every payment",
      { checkoutFor: [{ checkout: EXCLUDED }] },
      /checkoutFor\.0: needs at least one of currencies.*belongs into checkout/,
    ],
    [
      "an entry that changes nothing",
      { checkoutFor: [{ currencies: ["eur"] }] },
      /checkoutFor\.0: changes nothing/,
    ],
    [
      "an empty condition",
      { checkoutFor: [{ regions: [], captureMethod: "automatic" }] },
      /checkoutFor\.0\.regions: must name at least one/,
    ],
    [
      "a currency that does not exist",
      { checkoutFor: [{ currencies: ["euro"], captureMethod: "automatic" }] },
      /checkoutFor\.0\.currencies\.0: must be the three letters/,
    ],
    [
      "a misspelled condition",
      { checkoutFor: [{ curencies: ["eur"], captureMethod: "automatic" }] },
      /checkoutFor\.0\.curencies: there is no such option\. Did you mean "currencies"/,
    ],
    [
      "an account that does not exist",
      {
        accounts: { uk: {} },
        checkoutFor: [{ accounts: ["ukk"], captureMethod: "automatic" }],
      },
      /checkoutFor\.0\.accounts: "ukk" is no account.*default, uk\. Did you mean "uk"/,
    ],
    [
      "a parameter that cannot be set",
      { checkoutFor: [{ currencies: ["eur"], checkout: { mode: "setup" } }] },
      /checkoutFor\.0\.checkout\.mode: cannot be set here/,
    ],
    [
      "a list of methods that contradicts the one for all",
      {
        checkout: ALLOWED,
        checkoutFor: [{ currencies: ["eur"], checkout: EXCLUDED }],
      },
      /checkoutFor\.0\.checkout\.excluded_payment_method_types: together with checkout,.*cannot be combined/,
    ],
    [
      "lists of methods of two entries that can apply together",
      {
        checkoutFor: [
          { currencies: ["eur"], checkout: ALLOWED },
          { regions: ["reg_1"], checkout: EXCLUDED },
        ],
      },
      /checkoutFor\.1\.checkout\.excluded_payment_method_types: together with checkoutFor\.0/,
    ],
    [
      "an account for no market",
      { accounts: { uk: { for: {} } } },
      /accounts\.uk\.for: needs at least one of currencies/,
    ],
    [
      "an account that is never chosen",
      {
        accounts: {
          one: { for: { currencies: ["eur", "gbp"] } },
          two: { for: { currencies: ["gbp"], regions: ["reg_1"] } },
        },
      },
      /accounts\.two\.for: is never used, because accounts\.one\.for comes first/,
    ],
  ])("are refused with %s", (_what, options, problem) => {
    expect(() => resolveOptions({ ...GOOD, ...options })).toThrow(problem)
  })
})
