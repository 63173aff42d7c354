import type {
  PaymentIntentSnapshot,
  StripePayment,
} from "../../../modules/stripe-checkout/domain/decision/payment-state"
import { verifyPayment } from "../verify-payment"

const SESSION = {
  id: "payses_1",
  amount: 12000,
  collectionAmount: 12000,
  currencyCode: "eur",
}

describe("The proof that a payment session was paid", () => {
  it("is money that is held for it", () => {
    expect(verifyPayment(SESSION, paid({}))).toEqual({
      isVerified: true,
      paymentIntentId: "pi_1",
    })
  })

  it.each<[string, Partial<PaymentIntentSnapshot>]>([
    [
      "was taken at once",
      { status: "succeeded", amountCapturable: 0, amountReceived: 12000 },
    ],
    [
      "was taken in part meanwhile",
      { status: "succeeded", amountCapturable: 0, amountReceived: 3000 },
    ],
    ["has a currency in capitals", { currencyCode: "EUR" }],
    [
      "the bank may still pay, where the order does not wait for that",
      { status: "processing", amountCapturable: 0, isPlacedAtOnce: true },
    ],
  ])("is also money that %s", (_what, changes) => {
    expect(verifyPayment(SESSION, paid(changes)).isVerified).toBe(true)
  })

  it.each<[string, StripePayment, string]>([
    ["there is no page", nothing(), "not_paid"],
    ["the page is open", page("open"), "not_paid"],
    ["the page ran out", page("expired"), "not_paid"],
    [
      "the card was declined",
      paid({ status: "requires_payment_method" }, "open"),
      "not_paid",
    ],
    ["the bank is still at work", paid({ status: "processing" }), "processing"],
    ["the status is unknown", paid({ status: "brand_new" }), "not_paid"],
  ])("is not there yet when %s", (_when, stripe, code) => {
    expectMissing(stripe, "not_paid", code)
  })

  it("is gone with the hold", () => {
    const stripe = paid({ status: "canceled", amountCapturable: 0 })

    expectMissing(stripe, "hold_gone", "hold_gone")
  })

  it.each<[string, Partial<PaymentIntentSnapshot>, string]>([
    ["it names another session", { paymentSessionId: "x" }, "foreign_payment"],
    ["it names none", { paymentSessionId: null }, "foreign_payment"],
    ["the currency differs", { currencyCode: "usd" }, "currency_mismatch"],
    [
      "too little was paid",
      { amount: 100, amountCapturable: 100 },
      "amount_mismatch",
    ],
    [
      "another amount is pending",
      {
        status: "processing",
        amount: 100,
        amountCapturable: 0,
        isPlacedAtOnce: true,
      },
      "amount_mismatch",
    ],
    [
      "too much was paid",
      { amount: 12001, amountCapturable: 12001 },
      "amount_mismatch",
    ],
    [
      "less is held than was paid",
      { amountCapturable: 3000 },
      "amount_mismatch",
    ],
  ])("never comes when %s", (_when, changes, code) => {
    expectMissing(paid(changes), "mismatch", code)
  })

  it.each([
    ["session", { ...SESSION, amount: 30000 }],
    ["collection", { ...SESSION, collectionAmount: 30000 }],
  ])("is missing when the %s wants another amount", (_what, session) => {
    expect(verifyPayment(session, paid({}))).toMatchObject({
      isVerified: false,
      kind: "mismatch",
    })
  })

  it("says what was paid and what it costs", () => {
    const proof = verifyPayment(
      { ...SESSION, collectionAmount: 30000 },
      paid({})
    )

    expect(proof.isVerified ? "" : proof.reason).toBe(
      "Paid 120.00 EUR, but the cart costs 300.00 EUR."
    )
  })
})

function expectMissing(
  stripe: StripePayment,
  kind: string,
  code: string
): void {
  expect(verifyPayment(SESSION, stripe)).toMatchObject({
    isVerified: false,
    kind,
    code: `stripe_checkout_${code}`,
    reason: expect.stringMatching(/\.$/) as string,
  })
}

function nothing(): StripePayment {
  return { checkoutSession: null, paymentIntent: null }
}

function page(status: string): StripePayment {
  return {
    checkoutSession: {
      id: "cs_1",
      status,
      url: null,
      amountTotal: 12000,
      currencyCode: "eur",
      expiresAt: 2_000_000_000,
      paymentSessionId: "payses_1",
      paymentIntentId: null,
    },
    paymentIntent: null,
  }
}

function paid(
  changes: Partial<PaymentIntentSnapshot>,
  checkoutSessionStatus = "complete"
): StripePayment {
  return {
    ...page(checkoutSessionStatus),
    paymentIntent: {
      id: "pi_1",
      status: "requires_capture",
      currencyCode: "eur",
      amount: 12000,
      amountCapturable: 12000,
      amountReceived: 0,
      amountRefunded: 0,
      amountUndecided: 0,
      refunds: [],
      paymentSessionId: "payses_1",
      orderId: null,
      wasHeld: true,
      cancellationReason: null,
      canceledAt: null,
      isAuthorizationExpired: false,
      lastError: null,
      captureBefore: null,
      isCaptureBeforeStated: true,
      isLiveMode: false,
      ...changes,
    },
  }
}
