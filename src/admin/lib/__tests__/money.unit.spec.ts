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
})
