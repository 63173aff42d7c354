import { resolveOptions } from "../schema"

const OPTIONS = {
  backendUrl: "https://api.shop.example",
  storefrontUrl: "https://shop.example",
}

describe("What a merchant may add to Stripe's page", () => {
  it("is how it looks and what it asks, by Stripe's own names", () => {
    const checkout = {
      branding_settings: { display_name: "North & Linen" },
      custom_text: { submit: { message: "You are charged on dispatch." } },
      phone_number_collection: { enabled: true },
      submit_type: "pay",
      payment_intent_data: { statement_descriptor_suffix: "LINEN" },
      payment_method_options: { card: { request_three_d_secure: "any" } },
    } as const

    expect(resolveOptions({ ...OPTIONS, checkout }).checkout).toEqual(checkout)
  })

  it.each([
    ["allow_promotion_codes", true, "it could change the total"],
    ["automatic_tax", { enabled: true }, "it could change the total"],
    ["adaptive_pricing", { enabled: true }, "another currency and amount"],
    ["line_items", [], "set lineItems instead"],
    ["success_url", "https://elsewhere.example", "storefrontPaths.confirmed"],
    ["cancel_url", "https://elsewhere.example", "storefrontPaths.payment"],
    ["metadata", { a: "b" }, "finds the payment again"],
    ["shipping_address_collection", {}, "store asks for the delivery address"],
    ["payment_method_types", ["card"], "allowed are"],
  ])("is not %s", (name, value, why) => {
    const options = { ...OPTIONS, checkout: { [name]: value } }

    expect(() => resolveOptions(options)).toThrow(`checkout.${name}: cannot`)
    expect(() => resolveOptions(options)).toThrow(why)
  })

  it.each([
    [
      { payment_intent_data: { capture_method: "automatic" } },
      "checkout.payment_intent_data.capture_method",
    ],
    [
      { payment_method_options: { card: { capture_method: "manual" } } },
      "checkout.payment_method_options.card.capture_method",
    ],
    ["pay", "checkout: must be an object"],
    [{ locale: null }, "checkout.locale: must be a text"],
    [{ custom_fields: "size" }, "checkout.custom_fields: must be a list"],
    [
      { payment_method_options: "card" },
      "checkout.payment_method_options: must be an object",
    ],
    [{ payment_intent_data: "abc" }, "must be an object"],
    [{ toString: "x" }, "checkout.toString: cannot be set here: allowed are"],
  ])("says where %j goes too far", (checkout, message) => {
    expect(() => resolveOptions({ ...OPTIONS, checkout })).toThrow(message)
  })

  it("names all that cannot be used at once", () => {
    const checkout = { discounts: [], mode: "setup" }

    expect(() => resolveOptions({ ...OPTIONS, checkout })).toThrow(
      /checkout\.discounts[^]*checkout\.mode/
    )
  })
})
