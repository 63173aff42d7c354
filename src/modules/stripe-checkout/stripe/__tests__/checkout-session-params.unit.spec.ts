import { ADA, aPurchase } from "../../domain/checkout/__tests__/a-purchase"
import type { Purchase } from "../../domain/checkout/purchase"
import {
  type CaptureMethod,
  CHECKOUT_SESSION_LIFETIME_SECONDS,
  checkoutSessionParams,
  type CheckoutSessionInput,
} from "../checkout-session-params"

const PURCHASE = aPurchase({
  currencyCode: "EUR",
  shipping: null,
  locale: null,
})

describe("The Checkout Session of a purchase", () => {
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

  it("shows each line with its description and picture", () => {
    expect(params.line_items?.[0]?.price_data?.product_data).toEqual({
      name: "Shirt",
      description: "M",
      images: ["https://shop.example/shirt.png"],
    })
    expect(params.line_items?.[1]?.price_data?.product_data).toEqual({
      name: "Delivery",
    })
  })

  it("is where the parcel goes, without what is not known", () => {
    expect(
      paramsOf({ ...PURCHASE, shipping: ADA }).payment_intent_data?.shipping
    ).toEqual({
      name: "Ada Muster",
      address: {
        line1: "Ringstr. 1",
        city: "Berlin",
        postal_code: "10115",
        country: "DE",
      },
    })
  })

  it("names a known customer instead of an e-mail, and lets them correct what is known", () => {
    const params = checkoutSessionParams({
      ...planOf(PURCHASE),
      stripeCustomerId: "cus_1",
      presentation: { customer_creation: "always" },
    })

    expect(params).toMatchObject({
      customer: "cus_1",
      customer_update: { address: "auto", name: "auto" },
    })
    expect(params).not.toHaveProperty("customer_email")
    expect(params).not.toHaveProperty("customer_creation")
  })

  it("takes the merchant's additions, but never against what keeps it safe", () => {
    const params = checkoutSessionParams({
      ...planOf({ ...PURCHASE, locale: "de-AT" }),
      presentation: {
        submit_type: "pay",
        locale: "fr",
        customer_creation: "always",
        payment_intent_data: { statement_descriptor_suffix: "LINEN" },
        payment_method_options: { card: { request_three_d_secure: "any" } },
      },
    })

    expect(params).toMatchObject({
      submit_type: "pay",
      locale: "fr",
      customer_creation: "always",
      payment_intent_data: {
        capture_method: "manual",
        statement_descriptor_suffix: "LINEN",
        metadata: { payment_session_id: "payses_1" },
      },
      payment_method_options: { card: { request_three_d_secure: "any" } },
    })
  })

  it.each([
    ["cus_1", undefined, true],
    ["cus_1", "if_required", true],
    [null, "always", true],
    [null, "if_required", false],
    [null, undefined, false],
  ] as const)(
    "for the customer %s and customer_creation %s: offers saved cards %s",
    (stripeCustomerId, creation, isOffered) => {
      const saved = { payment_method_save: "enabled" }
      const { saved_payment_method_options } = checkoutSessionParams({
        ...planOf(PURCHASE),
        stripeCustomerId,
        presentation: {
          saved_payment_method_options: saved,
          ...(creation ? { customer_creation: creation } : {}),
        },
      })

      expect(saved_payment_method_options).toEqual(
        isOffered ? saved : undefined
      )
    }
  )

  it.each([
    ["cus_1", "ask", true],
    ["cus_1", "off", false],
    ["cus_1", undefined, false],
    // A guest could never find the card again.
    [null, "ask", false],
  ] as const)(
    "for the customer %s and savedCards %s: asks to save the card %s",
    (stripeCustomerId, savedCards, isAsked) => {
      const { saved_payment_method_options } = checkoutSessionParams({
        ...planOf(PURCHASE),
        stripeCustomerId,
        presentation: { customer_creation: "always" },
        ...(savedCards ? { savedCards } : {}),
      })

      expect(saved_payment_method_options).toEqual(
        isAsked
          ? { payment_method_save: "enabled", payment_method_remove: "enabled" }
          : undefined
      )
    }
  )

  it.each([
    ["cus_1", "off_session", "off_session"],
    ["cus_1", "ask", undefined],
    // Nobody whose card it is could be asked, or remove it.
    [null, "off_session", undefined],
  ] as const)(
    "for the customer %s and savedCards %s: saves the card for %s",
    (stripeCustomerId, savedCards, usage) => {
      const { payment_intent_data } = checkoutSessionParams({
        ...planOf(PURCHASE),
        stripeCustomerId,
        savedCards,
      })

      expect(payment_intent_data?.setup_future_usage).toBe(usage)
    }
  )

  it("is in the language of the cart", () => {
    expect(paramsOf({ ...PURCHASE, locale: "de-AT" }).locale).toBe("de")
    expect(paramsOf(PURCHASE)).not.toHaveProperty("locale")
  })

  it("keeps the merchant's card options beside the capture method", () => {
    const params = checkoutSessionParams({
      ...planOf(PURCHASE, "manual_where_possible"),
      presentation: {
        payment_method_options: { card: { request_three_d_secure: "any" } },
      },
    })

    expect(params.payment_method_options?.card).toEqual({
      request_three_d_secure: "any",
      capture_method: "manual",
    })
  })

  it.each<[CaptureMethod, string | undefined, string | undefined]>([
    ["manual", "manual", undefined],
    ["manual_where_possible", undefined, "manual"],
    ["automatic", undefined, undefined],
  ])("captures %s", (method, ofIntent, ofCard) => {
    const params = paramsOf(PURCHASE, method)

    expect(params.payment_intent_data?.capture_method).toBe(ofIntent)
    expect(params.payment_method_options?.card?.capture_method).toBe(ofCard)
  })

  it("says on the PaymentIntent, which Stripe keeps, that the order is placed before the bank decides", () => {
    const metadata = { payment_session_id: "payses_1", cart_id: "cart_1" }
    const plan = planOf(PURCHASE)
    const atOnce = checkoutSessionParams({ ...plan, isPlacedAtOnce: true })

    expect(atOnce.metadata).toEqual(metadata)
    expect(atOnce.payment_intent_data?.metadata).toEqual({
      ...metadata,
      delayed_payments: "place_at_once",
    })
  })

  it("fits into Stripe's window of 30 minutes to 24 hours, also a few minutes late", () => {
    const hour = 60 * 60

    expect(CHECKOUT_SESSION_LIFETIME_SECONDS).toBeGreaterThan(hour)
    expect(CHECKOUT_SESSION_LIFETIME_SECONDS).toBeLessThan(24 * hour - 60)
  })
})

function paramsOf(purchase: Purchase, captureMethod?: CaptureMethod) {
  return checkoutSessionParams(planOf(purchase, captureMethod))
}

function planOf(
  purchase: Purchase,
  captureMethod: CaptureMethod = "manual"
): CheckoutSessionInput {
  return {
    purchase,
    stripeCustomerId: null,
    presentation: {},
    captureMethod,
    successUrl: "https://shop.example/return?session_id={CHECKOUT_SESSION_ID}",
    cancelUrl: "https://shop.example/checkout",
    expiresAt: 1_800_000_000,
  }
}
