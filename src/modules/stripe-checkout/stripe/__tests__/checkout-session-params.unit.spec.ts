import type { Purchase } from "../../domain/purchase"
import {
  type CaptureMethod,
  CHECKOUT_SESSION_LIFETIME_SECONDS,
  checkoutSessionParams,
} from "../checkout-session-params"

const PURCHASE: Purchase = {
  paymentSessionId: "payses_1",
  account: "default",
  cartId: "cart_1",
  currencyCode: "EUR",
  amount: 12000,
  lines: [
    { name: "Shirt", quantity: 2, unitAmount: 5000 },
    { name: "Delivery", quantity: 1, unitAmount: 2000 },
  ],
  email: "ada@example.com",
  customerId: null,
  locale: null,
  countryCode: "de",
}

describe("What Stripe is told of a purchase", () => {
  const params = paramsOf(PURCHASE)

  it("is Medusa's total, line by line", () => {
    const total = (params.line_items ?? []).reduce(
      (sum, line) =>
        sum + (line.quantity ?? 0) * (line.price_data?.unit_amount ?? 0),
      0
    )

    expect(total).toBe(PURCHASE.amount)
    expect(params.line_items?.map((line) => line.price_data?.currency)).toEqual(
      ["eur", "eur"]
    )
  })

  it("contains nothing that could change the total on Stripe's page", () => {
    expect(params).toMatchObject({
      mode: "payment",
      adaptive_pricing: { enabled: false },
      allow_promotion_codes: false,
      automatic_tax: { enabled: false },
    })
    for (const name of [
      "discounts",
      "shipping_options",
      "optional_items",
      "after_expiration",
      "tax_id_collection",
    ]) {
      expect(params).not.toHaveProperty(name)
    }
    for (const line of params.line_items ?? []) {
      expect(Object.keys(line).sort()).toEqual(["price_data", "quantity"])
    }
  })

  it("names the payment session on page and PaymentIntent, since neither hands it to the other", () => {
    const metadata = { payment_session_id: "payses_1", cart_id: "cart_1" }

    expect(params.metadata).toEqual(metadata)
    expect(params.payment_intent_data?.metadata).toEqual(metadata)
    expect(params.client_reference_id).toBe("payses_1")
  })

  it("keeps the placeholder in the return address as it is", () => {
    expect(params.success_url).toContain("{CHECKOUT_SESSION_ID}")
  })

  it.each([
    [null],
    ["ada"],
    ["ada@localhost"],
    ["ada@shop..example"],
    ["ada lovelace@shop.example"],
    ["ada@shop.example,bob@shop.example"],
  ])("leaves it to the shopper when the e-mail is %s", (email) => {
    expect(paramsOf({ ...PURCHASE, email })).not.toHaveProperty(
      "customer_email"
    )
  })

  it.each(["ada+shop@mail.shop.example", "ada@müller.example"])(
    "tells Stripe the e-mail %s",
    (email) => {
      expect(paramsOf({ ...PURCHASE, email }).customer_email).toBe(email)
    }
  )

  it.each<[CaptureMethod, string | undefined, string | undefined]>([
    ["manual", "manual", undefined],
    ["manual_where_possible", undefined, "manual"],
    ["automatic", undefined, undefined],
  ])("captures %s", (method, ofIntent, ofCard) => {
    const told = paramsOf(PURCHASE, method)

    expect(told.payment_intent_data?.capture_method).toBe(ofIntent)
    expect(told.payment_method_options?.card?.capture_method).toBe(ofCard)
  })

  it("fits into Stripe's window of 30 minutes to 24 hours, also a few minutes late", () => {
    const hour = 60 * 60

    expect(CHECKOUT_SESSION_LIFETIME_SECONDS).toBeGreaterThan(hour)
    expect(CHECKOUT_SESSION_LIFETIME_SECONDS).toBeLessThan(24 * hour - 60)
  })
})

function paramsOf(purchase: Purchase, captureMethod: CaptureMethod = "manual") {
  return checkoutSessionParams({
    purchase,
    captureMethod,
    successUrl: "https://shop.example/return?session_id={CHECKOUT_SESSION_ID}",
    cancelUrl: "https://shop.example/checkout",
    expiresAt: 1_800_000_000,
  })
}
