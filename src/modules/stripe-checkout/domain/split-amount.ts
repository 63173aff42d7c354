/** One amount over several holds, in their order. Minor units; null takes all. */
export function splitAmount(
  amount: number | null,
  holds: readonly number[]
): (number | null)[] {
  if (amount === null) {
    return holds.map(() => null)
  }
  let left = amount
  const parts = holds.map((hold, index) => {
    const isLast = index === holds.length - 1
    // What is too much stays with the last hold, where it is declined with a reason.
    const part = isLast ? left : Math.min(hold, left)
    left -= part
    return part
  })
  return parts
}
