import { defineStripeCheckout } from "../config"

const SHAPES = {
  backendUrl: "https://api.shop.example",
  storefrontUrl: "https://shop.example",
}

describe("defineStripeCheckout", () => {
  it("makes an entry for the plugin and one provider per account", () => {
    const { plugin, providers } = defineStripeCheckout({
      ...SHAPES,
      apiKey: "sk_test_1",
      accounts: { eu: { apiKey: "sk_test_2" } },
    })

    expect(plugin.resolve).toBe("medusa-payment-stripe-checkout")
    expect(providers.map(({ id, resolve }) => [id, resolve])).toEqual([
      ["default", "medusa-payment-stripe-checkout/providers/stripe-checkout"],
      ["eu", "medusa-payment-stripe-checkout/providers/stripe-checkout"],
    ])
    expect(providers.map(({ options }) => options["account"])).toEqual([
      "default",
      "eu",
    ])
  })

  it("passes without secrets, as a build runs", () => {
    expect(() => defineStripeCheckout(SHAPES)).not.toThrow()
    expect(() =>
      defineStripeCheckout({
        ...SHAPES,
        apiKey: undefined,
        webhookSecret: undefined,
      })
    ).not.toThrow()
  })

  it("says what is wrong with a shape", () => {
    expect(() =>
      defineStripeCheckout({ ...SHAPES, backendUrl: "shop.example" })
    ).toThrow(/backendUrl: must be an absolute http\(s\) address/)
  })

  it("gives nobody the same object twice, since Medusa writes into them", () => {
    const { plugin, providers } = defineStripeCheckout({
      ...SHAPES,
      accounts: { eu: {} },
    })

    plugin.options["database"] = "postgres://user:password@host/db"
    Object.assign(plugin.options["orderStatus"] as object, { captured: "x" })

    for (const { options } of providers) {
      expect(options).not.toHaveProperty("database")
      expect(options["orderStatus"]).toMatchObject({ captured: "paid" })
    }
  })

  it("keeps nothing of the object that it was given", () => {
    const releaseOn = ["rejected"]
    const { plugin } = defineStripeCheckout({
      ...SHAPES,
      orderStatus: { releaseOn },
    })

    releaseOn.push("oops")

    expect(plugin.options["orderStatus"]).toMatchObject({
      releaseOn: ["rejected"],
    })
  })
})
