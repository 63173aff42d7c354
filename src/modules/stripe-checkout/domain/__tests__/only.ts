/** The one element of a list that must have exactly one. */
export function only<T>(list: readonly T[]): T {
  const [first, ...rest] = list
  if (first === undefined || rest.length > 0) {
    throw new Error(`Expected one element, found ${list.length}`)
  }
  return first
}
