import { resolveOptions } from "../../../modules/stripe-checkout/options/schema"
import { Gateways } from "../gateways"

const OPTIONS = resolveOptions({
  apiKey: "sk_test_one",
  webhookSecret: "whsec_of_the_first",
  backendUrl: "https://api.shop.example",
  storefrontUrl: "https://shop.example",
  accounts: {
    uk: { apiKey: "sk_test_two", webhookSecret: "whsec_of_the_second" },
  },
})

describe("The Stripe account of a payment", () => {
  const gateways = new Gateways(OPTIONS, "default")

  it.each([
    [undefined, "default"],
    [{}, "default"],
    [{ stripe_account: null }, "default"],
    [{ stripe_account: "uk" }, "uk"],
  ])("is the provider's own unless its data name another: %j", (data, name) => {
    expect(gateways.of(data).account.name).toBe(name)
  })

  it("has one gateway, however many payments it has", () => {
    const data = { stripe_account: "uk" }

    expect(gateways.of(data)).toBe(gateways.of({ ...data }))
  })

  it.each(["gone", "__proto__"])("is never another one: %s", (name) => {
    expect(() => gateways.of({ stripe_account: name })).toThrow(
      `There is no Stripe account "${name}"`
    )
  })
})
