import { checkChargeLimits } from "../money"

describe("An amount", () => {
  it.each([
    ["eur", 50, "0.50 EUR"],
    ["gbp", 30, "0.30 GBP"],
    ["jpy", 50, "50 JPY"],
    ["huf", 17500, "175.00 HUF"],
    ["sek", 300, "3.00 SEK"],
    ["czk", 1500, "15.00 CZK"],
    ["mxn", 1000, "10.00 MXN"],
  ])(
    "in %s is refused below %i, with the limit named",
    (code, least, limit) => {
      expect(checkChargeLimits(least - 1, code)).toEqual({
        kind: "amount_too_small",
        limit,
      })
      expect(checkChargeLimits(least, code.toUpperCase())).toBeNull()
    }
  )

  it("is left to Stripe where Stripe names no minimum", () => {
    expect(checkChargeLimits(100, "isk")).toBeNull()
  })

  it("of more than twelve digits is refused, with the limit named", () => {
    expect(checkChargeLimits(999_999_999_999, "eur")).toBeNull()
    expect(checkChargeLimits(1_000_000_000_000, "eur")).toEqual({
      kind: "amount_too_large",
      limit: "9999999999.99 EUR",
    })
  })

  it("that rounds to nothing is too small, not free", () => {
    expect(checkChargeLimits(0, "eur")).toMatchObject({
      kind: "amount_too_small",
    })
    expect(checkChargeLimits(0, "isk")).toEqual({
      kind: "amount_too_small",
      limit: "1.00 ISK",
    })
  })
})
