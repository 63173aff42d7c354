/** Exact arithmetic for `unit_amount_decimal`, whose up to twelve decimals a binary number cannot represent. */
type Decimal = { digits: bigint; scale: number }

export const mostDecimals = 12

export function decimalsIn(text: string): number {
  return text.split(".")[1]?.length ?? 0
}

/** The product in whole minor units; halves are rounded away from zero, as at Stripe. */
export function timesRounded(decimal: string, quantity: number): number {
  const { digits, scale } = read(decimal)
  const product = digits * BigInt(quantity)
  const unit = 10n ** BigInt(scale)
  return Number((product + unit / 2n) / unit)
}

/** `12.50` to `12.5`, `7.0` to `7`. */
export function shortest(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal
}

function read(decimal: string): Decimal {
  const [whole = "0", fraction = ""] = decimal.split(".")
  return { digits: BigInt(`${whole}${fraction}`), scale: fraction.length }
}
