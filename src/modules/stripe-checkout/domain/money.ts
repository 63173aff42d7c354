/**
 * Money between Medusa and Stripe.
 *
 * Medusa speaks decimals in major units ("10.5" is 10.50 EUR), Stripe integers in
 * minor units (1050). Stripe's own table decides how many decimals a currency has:
 * neither `Intl` nor Medusa's `decimal_digits` agree with it (HUF, ISK, COP, IDR …).
 *
 * @see https://docs.stripe.com/currencies
 */

import { type MajorAmount, parseDecimal } from "./decimal"

export type { MajorAmount } from "./decimal"

const ZERO_DECIMAL_CURRENCIES = new Set(
  "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" ")
)

const THREE_DECIMAL_CURRENCIES = new Set("bhd jod kwd omr tnd".split(" "))

/** Zero-decimal in life, but Stripe takes two decimals that must read "00". */
const WHOLE_UNITS_ONLY_CURRENCIES = new Set(["isk", "ugx"])

/** How many decimals Stripe's integer carries for this currency: 0, 2 or 3. */
export function currencyExponent(currencyCode: string): number {
  const code = currencyCode.toLowerCase()
  if (ZERO_DECIMAL_CURRENCIES.has(code)) {
    return 0
  }
  return THREE_DECIMAL_CURRENCIES.has(code) ? 3 : 2
}

/** The smallest difference that Stripe can charge, in minor units: 1, 10 or 100. */
export function chargeableStep(currencyCode: string): number {
  const code = currencyCode.toLowerCase()
  if (WHOLE_UNITS_ONLY_CURRENCIES.has(code)) {
    return 100
  }
  return THREE_DECIMAL_CURRENCIES.has(code) ? 10 : 1
}

/**
 * Major units to Stripe's minor units, rounded once, half up, to the currency's
 * chargeable step.
 *
 * @throws RangeError when the amount is no finite decimal or exceeds what an integer holds.
 * @example toMinorUnits("10.005", "eur") // 1001
 * @example toMinorUnits("5", "isk") // 500
 */
export function toMinorUnits(
  amount: MajorAmount | number,
  currencyCode: string
): number {
  const { digits, scale } = parseDecimal(amount)
  const step = BigInt(chargeableStep(currencyCode))
  const exponent = currencyExponent(currencyCode)

  // amount = digits / 10^scale; wanted: round(amount * 10^exponent / step) * step
  const numerator = digits * 10n ** BigInt(exponent)
  const denominator = 10n ** BigInt(scale) * step
  const minor = divideHalfUp(numerator, denominator) * step

  const result = Number(minor)
  if (!Number.isSafeInteger(result)) {
    throw new RangeError(`${amount} ${currencyCode} is too large to charge`)
  }
  return result
}

/**
 * Stripe's minor units to an exact decimal in major units.
 *
 * @example toMajorUnits(12000, "eur") // "120.00"
 * @example toMajorUnits(1000, "jpy") // "1000"
 */
export function toMajorUnits(minor: number, currencyCode: string): MajorAmount {
  if (!Number.isSafeInteger(minor)) {
    throw new RangeError(`${minor} is not a whole number of minor units`)
  }
  const exponent = currencyExponent(currencyCode)
  const sign = minor < 0 ? "-" : ""
  const digits = Math.abs(minor)
    .toString()
    .padStart(exponent + 1, "0")
  if (exponent === 0) {
    return sign + digits
  }
  const whole = digits.slice(0, -exponent)
  return `${sign}${whole}.${digits.slice(-exponent)}`
}

/**
 * Whether a decimal amount is one that Stripe can charge or give back exactly.
 * A partial capture or refund that is not gets refused: rounding it would move
 * money that nobody asked for.
 */
export function isChargeable(
  amount: MajorAmount | number,
  currencyCode: string
): boolean {
  const { digits, scale } = parseDecimal(amount)
  const numerator = digits * 10n ** BigInt(currencyExponent(currencyCode))
  const denominator =
    10n ** BigInt(scale) * BigInt(chargeableStep(currencyCode))
  return numerator % denominator === 0n
}

/** For sentences that a person reads: `"120.00 EUR"`. */
export function describeMoney(minor: number, currencyCode: string): string {
  return `${toMajorUnits(minor, currencyCode)} ${currencyCode.toUpperCase()}`
}

function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const isNegative = numerator < 0n
  const magnitude = isNegative ? -numerator : numerator
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n)
  return isNegative ? -rounded : rounded
}
