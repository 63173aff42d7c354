import { minorUnits, money, sumOfMinorUnits } from "./stripe-minor-units"

describe("Stripe's minor units", () => {
  it.each([
    ["120", "eur", 12000],
    ["10.005", "EUR", 1001],
    ["1000", "jpy", 1000],
    ["1000.5", "jpy", 1001],
    ["1.2345", "kwd", 1230],
    ["1.235", "kwd", 1240],
    ["5", "isk", 500],
    ["5.5", "isk", 600],
    ["-10", "eur", -1000],
    ["0", "eur", 0],
  ])("of %s %s are %d", (amount, currency, expected) => {
    expect(minorUnits(amount, currency)).toBe(expected)
  })

  it("of a sum are rounded once", () => {
    const thirds = ["0.335", "0.335", "0.335"].map((amount) => ({ amount }))

    expect(sumOfMinorUnits(thirds, "eur")).toBe(101)
  })

  it.each([
    [12000, "eur", "120.00 EUR"],
    [1000, "jpy", "1000 JPY"],
    [1230, "kwd", "1.230 KWD"],
  ])("%d %s read %s", (minor, currency, text) => {
    expect(money(minor, currency)).toBe(text)
  })
})
