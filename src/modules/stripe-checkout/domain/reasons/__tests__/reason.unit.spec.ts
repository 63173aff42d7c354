import fc from "fast-check"

import {
  because,
  describeReason,
  type OuterReasonCode,
  readReason,
  REASON_CODES,
  type ReasonParams,
  sentenceOf,
  withCause,
} from "../reason"

const OUTER: readonly OuterReasonCode[] = [
  "captured_without_order",
  "newer_status_kept",
  "no_longer_needed",
  "order_not_placeable",
]

const PLAIN = REASON_CODES.filter((code) => !OUTER.some((one) => one === code))

const minorUnits = fc.integer({ min: 0, max: 99_999_999 })
const word = fc.stringMatching(/^[a-z_]{1,20}$/)
const text = fc.stringMatching(/^[A-Z][a-z ]{1,40}[a-z.]$/)

/** Everything that any sentence mentions. */
const params: fc.Arbitrary<ReasonParams> = fc.record({
  amount: minorUnits,
  held: minorUnits,
  requested: minorUnits,
  paid: minorUnits,
  total: minorUnits,
  currency_code: fc.constantFrom("eur", "jpy", "kwd", "isk"),
  message: text,
  error_code: fc.option(word),
  status: word,
  order_status: word,
  state: word,
  from: word,
  meant: word,
  to: word,
  allowed_from: word.map((status) => `"${status}"`),
  actor: fc.option(word),
  display_id: fc.nat().map(String),
  reference: fc.constantFrom("capture", "refund"),
  actions: word,
  event_id: word,
  stripe_id: word,
  dispute_reason: word,
  opened_reason: word,
  closed_reason: word,
  fraud_type: word,
  due_by: fc.option(fc.constant("2026-12-08T23:59:59.000Z")),
  withdrawn: minorUnits,
  reinstated: minorUnits,
  fees: minorUnits,
  balance_currency_code: fc.constantFrom("eur", "jpy"),
  reason_code: word,
  cause: fc.constantFrom(...PLAIN),
})

describe("The sentence of a reason", () => {
  it.each(REASON_CODES)("is complete and ends with a period: %s", (code) => {
    fc.assert(
      fc.property(params, (filled) => {
        const text = sentenceOf({ code, params: filled })
        expect(text).toMatch(/^\S.*\.$/)
        expect(text).not.toMatch(/undefined|NaN|null|\[object|\$\{/)
      }),
      { numRuns: 50 }
    )
  })

  it("shows amounts in major units", () => {
    expect(
      sentenceOf(
        because("capturing", {
          amount: 3000,
          held: 12000,
          currency_code: "eur",
        })
      )
    ).toBe("Capturing 30.00 EUR of 120.00 EUR held.")
  })

  it("continues the sentence of its cause", () => {
    const reason = withCause(
      "captured_without_order",
      because("cart_changed", { paid: 12000, currency_code: "eur" }),
      {}
    )

    expect(reason).toEqual({
      code: "captured_without_order",
      params: { cause: "cart_changed", paid: 12000, currency_code: "eur" },
    })
    expect(sentenceOf(reason)).toBe(
      "The cart changed while the shopper was paying 120.00 EUR. The money was captured already: refund it in Stripe's Dashboard."
    )
  })

  it("ends a foreign message like a sentence, and only once", () => {
    const sentenceFor = (message: string): string =>
      sentenceOf(because("external_error", { message, error_code: null }))

    expect(sentenceFor("Your card was declined")).toBe(
      "Your card was declined."
    )
    expect(sentenceFor("Your card was declined.")).toBe(
      "Your card was declined."
    )
    expect(sentenceFor("Is Stripe down?")).toBe("Is Stripe down?")
  })
})

describe("A reason from a table", () => {
  it("is the one that was written", () => {
    const written = because("status_moved_on", { to: "on_hold" })

    expect(readReason(written.code, written.params)).toEqual(written)
  })

  it.each(["written_by_a_newer_version", "toString", ""])(
    "says so when this version does not know it: %j",
    (code) => {
      expect(sentenceOf(readReason(code, {}))).toBe(
        `This version does not know the reason "${code}".`
      )
    }
  )

  it("is shown with its sentence, code and parameters", () => {
    expect(
      describeReason(because("event_dead", { event_id: "evt_1" }))
    ).toEqual({
      reason:
        "Stripe's event evt_1 failed too often. Fix the cause, then resend it from Stripe's Dashboard or replay it.",
      reason_code: "event_dead",
      reason_params: { event_id: "evt_1" },
    })
  })
})
