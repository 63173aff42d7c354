/**
 * A rounded total, shared out among lines that have fractions. Pure.
 *
 * The method of the largest remainder: each line gets its whole units, and the units
 * that are left go where the most was cut off. No line is off by more than one unit.
 */

import { FIXED_ONE, roundFixedPoint } from "../money"

/** Whole units of one line. */
export interface Share<Entry extends Priced> {
  readonly entry: Entry
  readonly units: number
  /** How many units of credit were taken off this line. */
  readonly credit: number
}

export interface Priced {
  /** In units with fractions; fixed point. */
  readonly price: bigint
}

/**
 * @param entries what the lines cost
 * @param wanted `credit` lowers the sum and is shared in proportion, fixed point;
 * `total` is the sum of all shares, whole units
 * @returns null where prices and credit do not add up to the total.
 */
export function allocate<Entry extends Priced>(
  entries: readonly Entry[],
  wanted: { readonly credit: bigint; readonly total: number }
): Share<Entry>[] | null {
  const prices = entries.map(({ price }) => ignoreNegligible(price))
  const full = prices.reduce((sum, price) => sum + price, 0n)
  const left = full - wanted.credit
  if (prices.some((price) => price < 0n) || left <= 0n || left > full) {
    return null
  }
  const reduced =
    wanted.credit === 0n ? prices : prices.map((price) => (price * left) / full)
  const units = roundTo(reduced, wanted.total)
  return (
    units &&
    entries.map((entry, index) => {
      const own = units[index] ?? 0
      const before = roundFixedPoint(prices[index] ?? 0n)
      const credit = wanted.credit === 0n ? 0 : before - own
      return { entry, units: own, credit }
    })
  )
}

/** Medusa divides and multiplies: a free item can cost -10^-18. */
function ignoreNegligible(price: bigint): bigint {
  return price < 0n && price > -FIXED_ONE / 1000n ? 0n : price
}

function roundTo(prices: readonly bigint[], total: number): number[] | null {
  const whole = prices.map((price) => price / FIXED_ONE)
  const missing = BigInt(total) - whole.reduce((sum, units) => sum + units, 0n)
  if (missing < 0n || missing > BigInt(prices.length)) {
    return null
  }
  const byRemainder = prices
    .map((price, index) => ({ index, remainder: price % FIXED_ONE }))
    .sort(byLargestRemainder)
  const rounded = whole.map(Number)
  for (const { index } of byRemainder.slice(0, Number(missing))) {
    rounded[index] = (rounded[index] ?? 0) + 1
  }
  return rounded
}

interface Remainder {
  readonly index: number
  readonly remainder: bigint
}

/** The earlier line first where both lost the same, so that the result is always the same. */
function byLargestRemainder(one: Remainder, other: Remainder): number {
  if (one.remainder === other.remainder) {
    return one.index - other.index
  }
  return one.remainder > other.remainder ? -1 : 1
}

/** One amount over several holds, in their order. Minor units; null takes all. */
export function allocateAcrossAuthorizations(
  amount: number | null,
  holds: readonly number[]
): (number | null)[] {
  if (amount === null) {
    return holds.map(() => null)
  }
  let left = amount
  const parts = holds.map((hold, index) => {
    const isLast = index === holds.length - 1
    // What is too much stays with the last hold, where it is rejected with a reason.
    const part = isLast ? left : Math.min(hold, left)
    left -= part
    return part
  })
  return parts
}
