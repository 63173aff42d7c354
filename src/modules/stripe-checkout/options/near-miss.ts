/**
 * Finds the name that was probably meant.
 */

/** @returns the known name that the given one resembles; null if it is known, or resembles none. */
export function findNearMiss(
  given: string,
  known: readonly string[]
): string | null {
  if (known.includes(given)) {
    return null
  }
  return known.find((name) => isNearMiss(given, name)) ?? null
}

export function didYouMean(given: string, known: readonly string[]): string {
  const meant = findNearMiss(given, known)
  return meant === null ? "" : ` Did you mean "${meant}"?`
}

function isNearMiss(given: string, name: string): boolean {
  const [left, right] = [normalize(given), normalize(name)]
  const distance = editDistance(left, right)
  if (distance <= 1) {
    return true
  }
  // A prefix such as un- makes another word: "unapproved" is no misspelled "approved".
  const isLonger = left.includes(right) || right.includes(left)
  return distance === 2 && !isLonger && right.length >= 6
}

function normalize(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "")
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (const [row, letter] of Array.from(left).entries()) {
    const current = [row + 1]
    for (const [column, other] of Array.from(right).entries()) {
      current.push(
        Math.min(
          (previous[column + 1] ?? 0) + 1,
          (current[column] ?? 0) + 1,
          (previous[column] ?? 0) + (letter === other ? 0 : 1)
        )
      )
    }
    previous = current
  }
  return previous.at(-1) ?? 0
}
