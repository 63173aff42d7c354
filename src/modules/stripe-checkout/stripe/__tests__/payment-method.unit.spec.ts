import type Stripe from "stripe"

import { readPaymentMethod } from "../payment-method"

type Details = Partial<Stripe.Charge.PaymentMethodDetails>

function chargeWith(
  details: Details | null,
  outcome: Partial<Stripe.Charge.Outcome> | null = null
): Stripe.Charge {
  return {
    payment_method_details: details,
    outcome,
    billing_details: { name: "Jane Doe", email: "jane@example.com" },
  } as unknown as Stripe.Charge
}

const CARD = {
  brand: "visa",
  last4: "4242",
  funding: "credit",
  country: "DE",
  fingerprint: "xyz",
  wallet: { type: "apple_pay", dynamic_last4: "0001", apple_pay: {} },
  three_d_secure: { result: "authenticated" },
  checks: { cvc_check: "pass" },
} as unknown as Stripe.Charge.PaymentMethodDetails.Card

describe("How a charge was paid", () => {
  it("is read from the card, its wallet, its country and 3D Secure, and by nothing personal", () => {
    const reading = readPaymentMethod(chargeWith({ type: "card", card: CARD }))

    expect(reading).toEqual({
      method: {
        type: "card",
        brand: "visa",
        last4: "4242",
        funding: "credit",
        wallet: "apple_pay",
        country: "DE",
        threeDSecure: "authenticated",
        cvcCheck: "pass",
      },
      risk: null,
      paidAt: null,
    })
    expect(JSON.stringify(reading)).not.toMatch(/Jane|xyz|0001/)
  })

  it.each<[string, Details, string | null, string | null]>([
    [
      "a bank debit",
      {
        type: "sepa_debit",
        sepa_debit: { last4: "3000", country: "DE" } as never,
      },
      "3000",
      "DE",
    ],
    [
      "a method without digits",
      { type: "paypal", paypal: {} as never },
      null,
      null,
    ],
    ["a method that is new", { type: "brand_new" }, null, null],
  ])("has what Stripe says of %s", (_what, details, last4, country) => {
    const { method } = readPaymentMethod(chargeWith(details))

    expect(method).toMatchObject({
      type: details.type,
      last4,
      country,
      brand: null,
    })
  })

  it.each<[Partial<Stripe.Charge.Outcome> | null, unknown]>([
    [
      { risk_level: "elevated", risk_score: 70 },
      { level: "elevated", score: 70 },
    ],
    [{ risk_level: "not_assessed" }, { level: "not_assessed", score: null }],
    [{ type: "authorized" }, null],
    [null, null],
  ])("has Radar's risk: %j", (outcome, risk) => {
    expect(readPaymentMethod(chargeWith(null, outcome))).toEqual({
      method: null,
      risk,
      paidAt: null,
    })
  })

  it("has the moment of the payment once it is captured", () => {
    const charge = chargeWith({ type: "card", card: CARD })
    const captured = { ...charge, created: 1_000, captured: true, paid: true }

    expect(readPaymentMethod(captured).paidAt).toBe(1_000_000)
    expect(readPaymentMethod({ ...captured, paid: false }).paidAt).toBeNull()
  })
})
