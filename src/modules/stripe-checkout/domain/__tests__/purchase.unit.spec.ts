import { type Purchase, purchaseFingerprint } from "../purchase"

const PURCHASE: Purchase = {
  paymentSessionId: "payses_1",
  account: "default",
  cartId: "cart_1",
  currencyCode: "eur",
  amount: 12000,
  lines: [
    { name: "Shirt", quantity: 1, unitAmount: 10000 },
    { name: "Delivery", quantity: 1, unitAmount: 2000 },
  ],
  email: "ada@example.com",
  customerId: null,
  locale: "de",
  countryCode: "de",
}

describe("The fingerprint of a purchase", () => {
  const original = purchaseFingerprint(PURCHASE)

  it("is the same for the same purchase", () => {
    expect(purchaseFingerprint(structuredClone(PURCHASE))).toBe(original)
  })

  it.each<[string, Partial<Purchase>]>([
    ["the amount", { amount: 12001 }],
    ["the currency", { currencyCode: "usd" }],
    ["the e-mail", { email: "grace@example.com" }],
    ["the customer", { customerId: "cus_1" }],
    ["the order of lines", { lines: [...PURCHASE.lines].reverse() }],
    ["a line", { lines: PURCHASE.lines.slice(0, 1) }],
    [
      "a line's name",
      { lines: [{ name: "Shoe", quantity: 1, unitAmount: 12000 }] },
    ],
    [
      "a quantity",
      { lines: [{ name: "Shirt", quantity: 2, unitAmount: 5000 }] },
    ],
  ])("changes with %s", (_what, change) => {
    expect(purchaseFingerprint({ ...PURCHASE, ...change })).not.toBe(original)
  })

  it("tells nothing about the person", () => {
    expect(original).toMatch(/^[0-9a-f]{64}$/)
  })
})
