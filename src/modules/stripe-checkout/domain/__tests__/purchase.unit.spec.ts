import {
  type Purchase,
  purchaseFingerprint,
  type PurchaseLine,
} from "../purchase"

function line(wishes: Partial<PurchaseLine>): PurchaseLine {
  return {
    name: "Shirt",
    description: null,
    imageUrl: null,
    quantity: 1,
    unitAmount: 10000,
    ...wishes,
  }
}

const PURCHASE: Purchase = {
  paymentSessionId: "payses_1",
  account: "default",
  cartId: "cart_1",
  currencyCode: "eur",
  amount: 12000,
  lines: [
    line({ name: "Shirt", unitAmount: 10000 }),
    line({ name: "Delivery", unitAmount: 2000 }),
  ],
  contents: "shirt and delivery",
  email: "ada@example.com",
  customer: null,
  shipping: {
    name: "Ada Muster",
    phone: null,
    address: {
      line1: "Ringstr. 1",
      line2: null,
      city: "Berlin",
      state: null,
      postalCode: "10115",
      country: "DE",
    },
  },
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
    [
      "the customer",
      { customer: { id: "cus_1", email: null, name: null, billing: null } },
    ],
    ["the address", { shipping: null }],
    ["the language", { locale: "fr" }],
    ["what is bought at the same price", { contents: "shoe and delivery" }],
    ["the order of lines", { lines: [...PURCHASE.lines].reverse() }],
    ["a line", { lines: PURCHASE.lines.slice(0, 1) }],
    ["a line's name", { lines: [line({ name: "Shoe", unitAmount: 12000 })] }],
    ["a quantity", { lines: [line({ quantity: 2, unitAmount: 6000 })] }],
  ])("changes with %s", (_what, change) => {
    expect(purchaseFingerprint({ ...PURCHASE, ...change })).not.toBe(original)
  })

  it("tells nothing about the person", () => {
    expect(original).toMatch(/^[0-9a-f]{64}$/)
  })
})
