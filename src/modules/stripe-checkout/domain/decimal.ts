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
export function parseDecimal(amount: MajorAmount | number): Decimal {
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
