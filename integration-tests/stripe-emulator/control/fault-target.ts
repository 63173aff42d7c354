import { optionalText } from "./arguments"
import type { CommandArguments } from "./command"

/** The method that a fault is limited to. */
export function methodOf(given: CommandArguments): string | null {
  const method = optionalText(given, "method") ?? null
  if (method !== null && !["GET", "POST", "DELETE"].includes(method)) {
    throw new Error(`"method" must be GET, POST or DELETE, not ${method}.`)
  }
  return method
}

/** Compiled right away, because an invalid pattern would break every later request. */
export function patternOf(given: CommandArguments): string | null {
  const pattern = optionalText(given, "pattern") ?? null
  try {
    return pattern === null ? null : new RegExp(pattern).source
  } catch {
    throw new Error(`"pattern" is not a regular expression: ${pattern ?? ""}`)
  }
}
