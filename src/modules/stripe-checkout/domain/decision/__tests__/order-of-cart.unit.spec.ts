import fc from "fast-check"
import {
  LONGEST_COMPLETION_MS,
  type OrderOfCartFacts,
  type OrderOfCartMeaning,
  type PaymentOfOrder,
  readOrderOfCartMeaning,
} from "../order-of-cart"

const other: PaymentOfOrder = { isOwn: false, isCanceled: false }
const own: PaymentOfOrder = { isOwn: true, isCanceled: false }
const canceled: PaymentOfOrder = { isOwn: false, isCanceled: true }

function meaningOf(facts: Partial<OrderOfCartFacts>): OrderOfCartMeaning {
  return readOrderOfCartMeaning({
    payments: [],
    isEnding: false,
    ageMs: 1000,
    ...facts,
  })
}

describe("The order of a cart, for a payment that is not authorized,", () => {
  it.each<[string, Partial<OrderOfCartFacts>, OrderOfCartMeaning]>([
    ["has no payment yet", {}, "being_paid"],
    [
      "has none after the longest completion",
      { ageMs: LONGEST_COMPLETION_MS + 1 },
      "left_unpaid",
    ],
    [
      "has none at the very end of the longest completion",
      { ageMs: LONGEST_COMPLETION_MS },
      "being_paid",
    ],
    ["has another payment", { payments: [other] }, "paid_by_other_payment"],
    [
      "has another payment whose completion may still undo it",
      { payments: [other], isEnding: true },
      "being_paid",
    ],
    ["has another payment, canceled", { payments: [canceled] }, "being_paid"],
    [
      "has another payment, canceled, and is left",
      { payments: [canceled], ageMs: LONGEST_COMPLETION_MS + 1 },
      "left_unpaid",
    ],
    [
      "has a canceled and another payment",
      { payments: [canceled, other] },
      "paid_by_other_payment",
    ],
    ["has this payment by now", { payments: [own] }, "being_paid"],
    [
      "has this payment and another one",
      { payments: [other, own] },
      "being_paid",
    ],
  ])("%s", (_what, facts, meaning) => {
    expect(meaningOf(facts)).toBe(meaning)
  })

  it("counts as paid otherwise only if another payment of it is authorized", () => {
    fc.assert(
      fc.property(
        fc.record({
          payments: fc.array(
            fc.record({ isOwn: fc.boolean(), isCanceled: fc.boolean() })
          ),
          isEnding: fc.boolean(),
          ageMs: fc.integer({ min: -1000, max: 2 * LONGEST_COMPLETION_MS }),
        }),
        (facts) => {
          const isProven = facts.payments.some(
            ({ isOwn, isCanceled }) => !isOwn && !isCanceled
          )
          return (
            readOrderOfCartMeaning(facts) !== "paid_by_other_payment" ||
            (isProven && !facts.isEnding)
          )
        }
      )
    )
  })
})
