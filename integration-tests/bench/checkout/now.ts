/** Milliseconds since 1970, with fractions, so that two processes can be compared. */
export function now(): number {
  return performance.timeOrigin + performance.now()
}
