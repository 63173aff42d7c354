import { getDecimalDigits, getLocaleAmount, getNativeSymbol } from "../money"

describe("The order's card shows amounts as the dashboard does", () => {
  it.each([
    ["eur", /120[.,]00/, "€", 2],
    ["jpy", /120(?![.,])/, "¥", 0],
    ["kwd", /120[.,]000/, "KWD", 3],
    ["cad", /120[.,]00/, "$", 2],
  ])("in %s", (currency, amount, symbol, digits) => {
    // Digits and symbol are the currency's; their order is the browser's.
    expect(getLocaleAmount(120, currency)).toMatch(amount)
    expect(getLocaleAmount(120, currency)).toContain(symbol)
    expect(getNativeSymbol(currency)).toBe(symbol)
    expect(getDecimalDigits(currency)).toBe(digits)
  })

  it("with the symbol on its own side, also within a sentence from right to left", () => {
    const directed = globalThis as { document?: unknown }
    directed.document = { documentElement: { dir: "rtl" } }
    try {
      expect(getLocaleAmount(120, "eur")).toMatch(/^\u2066.*120.*\u2069$/)
    } finally {
      delete directed.document
    }
    expect(getLocaleAmount(120, "eur")).not.toMatch(/\u2066/)
  })
})
