/**
 * Money between Medusa and Stripe.
 *
 * Medusa speaks decimals in major units ("10.5" is 10.50 EUR), Stripe integers in
 * minor units (1050). Stripe's own table decides how many decimals a currency has:
 * neither `Intl` nor Medusa's `decimal_digits` agree with it (HUF, ISK, COP, IDR …).
 *
 * @see https://docs.stripe.com/currencies
 */

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
 * Whether a decimal amount is one that Stripe can charge or refund exactly.
 * A partial capture or refund that is not gets refused: rounding it would move
 * money that nobody requested.
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
export function formatMoney(minor: number, currencyCode: string): string {
  return `${toMajorUnits(minor, currencyCode)} ${currencyCode.toUpperCase()}`
}

function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const isNegative = numerator < 0n
  const magnitude = isNegative ? -numerator : numerator
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n)
  return isNegative ? -rounded : rounded
}

/**
 * Exact decimals. Medusa's totals can have many places ("33.333333333333333333");
 * a floating point number would lose some of them, and with them a cent.
 */

/** A decimal amount in major units, exact: `"120.00"`. */
export type MajorAmount = string

export interface Decimal {
  readonly digits: bigint
  /** How many of the digits come after the point. */
  readonly scale: number
}

/** @throws RangeError when the text is no finite decimal. */
function parseDecimal(amount: MajorAmount | number): Decimal {
  const text = String(amount).trim()
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i.exec(text)
  if (!match) {
    throw new RangeError(`"${text}" is not a decimal amount`)
  }
  const [, sign, whole = "", fraction = "", exponent = "0"] = match
  const scale = fraction.length - Number(exponent)
  const unsigned =
    BigInt(whole + fraction) * (scale < 0 ? 10n ** BigInt(-scale) : 1n)
  return {
    digits: sign === "-" ? -unsigned : unsigned,
    scale: Math.max(scale, 0),
  }
}

/** More places than Medusa keeps, so that nothing of its figures is cut off. */
const FIXED_SCALE = 40

/** One in the units of `toFixedPoint`. */
export const FIXED_ONE = 10n ** BigInt(FIXED_SCALE)

/** The amount as a whole number of 10^-40; sums and differences of such are exact. */
export function toFixedPoint(amount: MajorAmount | number): bigint {
  const { digits, scale } = parseDecimal(amount)
  return scale > FIXED_SCALE
    ? digits / 10n ** BigInt(scale - FIXED_SCALE)
    : digits * 10n ** BigInt(FIXED_SCALE - scale)
}

/** Fixed point to a whole number, half up. */
export function roundFixedPoint(amount: bigint): number {
  return Number((amount * 2n + FIXED_ONE) / (FIXED_ONE * 2n))
}

/*
 * The least and the most that Stripe accepts for one payment.
 *
 * The least depends on the currency that the account is paid out in, so Stripe's own
 * refusal stays the last word; this table says it before the shopper is sent there.
 *
 * @see https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
 */

/** Major units. */
const MINIMUM_CHARGES: Readonly<Record<string, string>> = {
  ...each(
    "0.50",
    "usd aud brl cad chf eur inr nzd sgd ars cop idr ils php rub zar"
  ),
  ...each("0.30", "gbp"),
  ...each("2.00", "aed myr pln ron"),
  ...each("2.50", "dkk"),
  ...each("3.00", "nok sek"),
  ...each("4.00", "hkd"),
  ...each("10", "mxn thb"),
  ...each("15.00", "czk"),
  ...each("50", "jpy krw"),
  ...each("175.00", "huf"),
}

/** Twelve digits in minor units: what a card can be charged. */
const MAXIMUM_CHARGE = 999_999_999_999

export interface ChargeLimit {
  readonly kind: "amount_too_small" | "amount_too_large"
  /** For sentences that a person reads: `"0.50 EUR"`. */
  readonly limit: string
}

/**
 * Which limit an amount in minor units breaks; null where Stripe may take it.
 *
 * @example checkChargeLimits(49, "eur") // { kind: "amount_too_small", limit: "0.50 EUR" }
 */
export function checkChargeLimits(
  amount: number,
  currencyCode: string
): ChargeLimit | null {
  const limitFor = (kind: ChargeLimit["kind"]) => ({
    kind,
    limit: formatMoney(chargeLimit(kind, currencyCode), currencyCode),
  })
  if (amount < minimumCharge(currencyCode)) {
    return limitFor("amount_too_small")
  }
  return amount > MAXIMUM_CHARGE ? limitFor("amount_too_large") : null
}

/** The least or the most that Stripe takes, in minor units. */
export function chargeLimit(
  kind: ChargeLimit["kind"],
  currencyCode: string
): number {
  return kind === "amount_too_small"
    ? minimumCharge(currencyCode)
    : MAXIMUM_CHARGE
}

/** Minor units; the smallest step where Stripe names none. */
function minimumCharge(currencyCode: string): number {
  const minimum = MINIMUM_CHARGES[currencyCode.toLowerCase()]
  return minimum
    ? toMinorUnits(minimum, currencyCode)
    : chargeableStep(currencyCode)
}

function each(minimum: string, currencies: string): Record<string, string> {
  return Object.fromEntries(
    currencies.split(" ").map((currency) => [currency, minimum])
  )
}
