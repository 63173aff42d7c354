import fc from "fast-check"

import {
  explainRefundObstacle,
  findRefundObstacle,
  limitsOf,
  refundableUntil,
} from "../method-limits"

// cspell:words alipay boleto cashapp klarna oxxo
const PAID_AT = Date.parse("2026-03-01T12:00:00Z")
const DAY_MS = 24 * 60 * 60 * 1000

describe("What a payment method cannot do", () => {
  it.each([
    ["card", true, true, null],
    ["klarna", true, true, 180],
    ["cashapp", true, true, 90],
    ["sepa_debit", false, true, 180],
    ["fpx", false, true, 60],
    ["boleto", false, false, null],
    ["oxxo", false, false, null],
  ])("is known of %s", (type, canBeHeld, canBeRefunded, refundDays) => {
    expect(limitsOf(type)).toEqual({ canBeHeld, canBeRefunded, refundDays })
  })

  it("is not guessed of a method that is new", () => {
    expect(limitsOf("brand_new")).toBeNull()
    expect(limitsOf("constructor")).toBeNull()
  })
})

describe("A refund", () => {
  it.each([
    ["card", 3000, null],
    ["brand_new", 3000, null],
    ["sepa_debit", 180, null],
    // Stripe may count from a later moment, so it is asked for a while.
    ["sepa_debit", 210, null],
    ["sepa_debit", 211, "too_late"],
    ["boleto", 0, "never"],
  ])("by %s after %i days", (type, days, expected) => {
    const paid = { type, paidAt: PAID_AT }

    expect(findRefundObstacle(paid, PAID_AT + days * DAY_MS)).toBe(expected)
  })

  it("is never refused within the time that Stripe documents", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("affirm", "alipay", "fpx", "ideal", "swish"),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (type, part) => {
          const paid = { type, paidAt: PAID_AT }
          const until = refundableUntil(paid)?.getTime() ?? 0
          const now = PAID_AT + (until - PAID_AT) * part

          return findRefundObstacle(paid, now) === null
        }
      )
    )
  })

  it("is documented until a day that the merchant can see", () => {
    const until = refundableUntil({ type: "alipay", paidAt: PAID_AT })

    expect(until?.toISOString()).toBe("2026-05-30T12:00:00.000Z")
    expect(refundableUntil({ type: "card", paidAt: PAID_AT })).toBeNull()
  })

  it.each([
    ["boleto", "never", /^Stripe cannot refund payments by boleto\. Return/],
    [
      "sepa_debit",
      "too_late",
      /by sepa debit for 180 days, and this one was made on 2026-03-01\. Return/,
    ],
  ] as const)(
    "by %s is refused with its reason",
    (type, obstacle, sentence) => {
      const paid = { type, paidAt: PAID_AT }

      expect(explainRefundObstacle(paid, obstacle)).toMatch(sentence)
    }
  )
})
