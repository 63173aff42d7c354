export type Figure = { readonly median: number; readonly p95: number }

export function figureOf(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b)
  return { median: at(sorted, 0.5), p95: at(sorted, 0.95) }
}

/** The smallest value that is not exceeded by the given share of all values. */
function at(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN
}
