import { resolveOptions } from "../schema"
import { findMissingProviders, warnAboutSetup } from "../startup-warnings"

const OPTIONS = resolveOptions({
  backendUrl: "https://api.shop.example",
  storefrontUrl: "https://shop.example",
  accounts: { eu: {} },
})

describe("At start the shop", () => {
  const environment = process.env["NODE_ENV"]

  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: environment })
  })

  it("names a provider that is missing", () => {
    const [warning] = findMissingProviders(configured("default"), OPTIONS)

    expect(warning).toContain("pp_stripe-checkout_eu")
    expect(warning).not.toContain("pp_stripe-checkout_default")
    expect(warning).toContain("...stripe.providers")
  })

  it.each([undefined, {}, { modules: { payment: false as const } }])(
    "names every provider when there are none: %j",
    (configuration) => {
      expect(findMissingProviders(configuration, OPTIONS)).toEqual([
        expect.stringContaining("default, pp_stripe-checkout_eu"),
      ])
    }
  )

  it("is silent when everything is there", () => {
    expect(findMissingProviders(configured("default", "eu"), OPTIONS)).toEqual(
      []
    )
  })

  it.each([
    ["http://localhost:9000", true],
    ["https://192.168.1.4", true],
    ["https://10.0.0.7", true],
    ["https://api.shop.example", false],
    ["https://172.64.0.1", false],
  ])("at %s warns in production of an unreachable address: %s", (url, is) => {
    Object.assign(process.env, { NODE_ENV: "production" })
    const warn = jest.fn()

    warnAboutSetup(
      { logger: { warn }, configModule: configured("default", "eu") },
      { ...OPTIONS, backendUrl: url }
    )

    expect(warn).toHaveBeenCalledTimes(is ? 1 : 0)
  })
})

function configured(...ids: string[]) {
  const resolve = "medusa-payment-stripe-checkout/providers/stripe-checkout"
  return {
    modules: {
      payment: { options: { providers: ids.map((id) => ({ resolve, id })) } },
    },
  }
}
