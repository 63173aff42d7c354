import { nameOf } from "./parameter-name"
import type { FormValue } from "./parse-form"
import { invalidRequest, tooLong } from "./stripe-error"

/** Stripe's general limit for text; some parameters have a lower one. */
const longestText = 5000

/**
 * Catches what the schemas accept and Stripe does not: JavaScript reads `1e3`, `0x10` and ` 5 ` as numbers.
 * @param asText the parameters as they arrived
 * @param validated the same parameters after the schema has turned text into numbers
 */
export function checkTexts(
  asText: FormValue,
  validated: unknown,
  path: readonly string[] = []
): void {
  if (typeof asText !== "string") {
    for (const [key, value] of Object.entries(asText)) {
      const now = (validated as Record<string, unknown>)[key]
      checkTexts(value, now, [...path, key])
    }
    return
  }
  const param = nameOf(path)
  if (typeof validated === "number" && !/^-?\d+(\.\d+)?$/.test(asText)) {
    throw invalidRequest(`Invalid integer: ${asText}`, {
      code: "parameter_invalid_integer",
      param,
    })
  }
  if (asText.length > longestText) {
    throw tooLong(asText, longestText, param)
  }
}
