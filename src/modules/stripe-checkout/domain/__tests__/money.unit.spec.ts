import { defaultCurrencies } from "@medusajs/framework/utils"
import fc from "fast-check"
import {
  chargeableStep,
  currencyExponent,
  formatMoney,
  isChargeable,
  toMajorUnits,
  toMinorUnits,
} from "../money"

/** All that Medusa offers, in lower case as Medusa writes them. */
const CURRENCIES = Object.keys(defaultCurrencies).map((code) =>
  code.toLowerCase()
)

describe("Money for Stripe", () => {
  it.each([
    ["120", "eur", 12000],
    ["10.5", "EUR", 1050],
    ["0.29", "usd", 29],
    ["10.005", "eur", 1001],
    ["10.004999", "eur", 1000],
    ["-10.005", "eur", -1001],
    ["1e3", "eur", 100000],
    ["1.5E-1", "eur", 15],
    ["0.000", "eur", 0],
    ["+7", "eur", 700],
    [" 7 ", "eur", 700],
    ["1000", "jpy", 1000],
    ["1000.5", "jpy", 1001],
    ["5", "isk", 500],
    ["5.49", "isk", 500],
    ["5.5", "isk", 600],
    ["3700", "ugx", 370000],
    ["175", "huf", 17500],
    ["175.25", "huf", 17525],
    ["30", "twd", 3000],
    ["1.234", "kwd", 1230],
    ["1.235", "kwd", 1240],
    ["1.239", "bhd", 1240],
    ["15000", "idr", 1500000],
    ["90071992547409.91", "eur", Number.MAX_SAFE_INTEGER],
  ])("of %s %s is %i", (amount, currency, minor) => {
    expect(toMinorUnits(amount, currency)).toBe(minor)
  })

  it.each([
    [12000, "eur", "120.00"],
    [5, "eur", "0.05"],
    [-5, "eur", "-0.05"],
    [0, "eur", "0.00"],
    [1000, "jpy", "1000"],
    [500, "isk", "5.00"],
    [1230, "kwd", "1.230"],
    [7, "kwd", "0.007"],
    [-7, "jpy", "-7"],
  ])("reads %i %s as %s", (minor, currency, major) => {
    expect(toMajorUnits(minor, currency)).toBe(major)
  })

  it.each([
    ["eur", 2, 1],
    ["huf", 2, 1],
    ["jpy", 0, 1],
    ["kwd", 3, 10],
    ["isk", 2, 100],
    ["ugx", 2, 100],
    ["xyz", 2, 1],
  ])("has for %s %i decimals in steps of %i", (currency, exponent, step) => {
    expect(currencyExponent(currency)).toBe(exponent)
    expect(currencyExponent(currency.toUpperCase())).toBe(exponent)
    expect(chargeableStep(currency)).toBe(step)
  })

  it.each([
    ["10.00", "eur", true],
    ["10.005", "eur", false],
    ["1.5", "jpy", false],
    ["5", "isk", true],
    ["5.5", "isk", false],
    ["1.23", "kwd", true],
    ["1.234", "kwd", false],
    ["1e2", "isk", true],
  ])("says whether %s %s can be moved exactly: %s", (amount, currency, is) => {
    expect(isChargeable(amount, currency)).toBe(is)
  })

  it.each(["", "abc", "1,5", "NaN", "Infinity", "0x10", "1.", ".5", "--1"])(
    "refuses %j, which is no amount",
    (text) => {
      expect(() => toMinorUnits(text, "eur")).toThrow(RangeError)
    }
  )

  it("refuses what an integer cannot hold", () => {
    expect(() => toMinorUnits("90071992547409.92", "eur")).toThrow(RangeError)
    expect(() => toMinorUnits("1e300", "eur")).toThrow(RangeError)
    expect(() => toMajorUnits(1.5, "eur")).toThrow(RangeError)
  })

  it("is shown to people with its currency", () => {
    expect(formatMoney(12000, "eur")).toBe("120.00 EUR")
    expect(formatMoney(1000, "jpy")).toBe("1000 JPY")
  })

  const currency = fc.constantFrom(...CURRENCIES)

  it("comes back unchanged from every whole step", () => {
    fc.assert(
      fc.property(
        currency,
        fc.integer({ min: -10_000_000_000, max: 10_000_000_000 }),
        (code, steps) => {
          const minor = steps * chargeableStep(code)
          expect(toMinorUnits(toMajorUnits(minor, code), code)).toBe(minor)
        }
      )
    )
  })

  it("is never further from the exact amount than half a step", () => {
    fc.assert(
      fc.property(
        currency,
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.integer({ min: 0, max: 6 }),
        (code, digits, scale) => {
          const exact = decimalOf(digits, scale)
          const minor = BigInt(toMinorUnits(exact, code))
          const exponent = currencyExponent(code)
          const step = BigInt(chargeableStep(code))
          const difference =
            minor * 10n ** BigInt(scale) -
            BigInt(digits) * 10n ** BigInt(exponent)
          const size = difference < 0n ? -difference : difference
          expect(size * 2n <= step * 10n ** BigInt(scale)).toBe(true)
          expect(minor % step === 0n).toBe(true)
        }
      )
    )
  })

  it("is the same whether JavaScript writes the number out or with an exponent", () => {
    fc.assert(
      fc.property(currency, fc.integer({ min: 1, max: 999_999 }), (code, n) => {
        expect(toMinorUnits(`${n}e-2`, code)).toBe(
          toMinorUnits(decimalOf(n, 2), code)
        )
      })
    )
  })
})

function decimalOf(digits: number, scale: number): string {
  const sign = digits < 0 ? "-" : ""
  const text = String(Math.abs(digits)).padStart(scale + 1, "0")
  return scale === 0
    ? sign + text
    : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`
}
