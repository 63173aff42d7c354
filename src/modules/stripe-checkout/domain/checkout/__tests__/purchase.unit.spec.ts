import { type Purchase, purchaseFingerprint } from "../purchase"
import { aLine, aPurchase } from "./a-purchase"

const PURCHASE = aPurchase()

describe("The fingerprint of a purchase", () => {
  const original = purchaseFingerprint(PURCHASE)

  it("is the same for the same purchase", () => {
    expect(purchaseFingerprint(structuredClone(PURCHASE))).toBe(original)
  })

  it.each<[string, Partial<Purchase>]>([
    ["the amount", { amount: 12001 }],
    ["the currency", { currencyCode: "usd" }],
    ["the e-mail", { email: "grace@example.com" }],
    [
      "the customer",
      { customer: { id: "cus_1", email: null, name: null, billing: null } },
    ],
    ["the address", { shipping: null }],
    ["the language", { locale: "fr" }],
    ["what is bought at the same price", { contentsHash: "shoe and delivery" }],
    ["the order of lines", { lines: [...PURCHASE.lines].reverse() }],
    ["a line", { lines: PURCHASE.lines.slice(0, 1) }],
    ["a line's name", { lines: [aLine({ name: "Shoe", unitAmount: 12000 })] }],
    ["a quantity", { lines: [aLine({ quantity: 2, unitAmount: 6000 })] }],
  ])("changes with %s", (_what, change) => {
    expect(purchaseFingerprint({ ...PURCHASE, ...change })).not.toBe(original)
  })

  it("tells nothing about the person", () => {
    expect(original).toMatch(/^[0-9a-f]{64}$/)
  })
})
