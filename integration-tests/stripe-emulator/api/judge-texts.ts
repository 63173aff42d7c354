import { nameOf } from "./parameter-name"
import type { FormValue } from "./parse-form"
import { invalidRequest, tooLong } from "./stripe-error"

/** No text in Stripe's API is longer, unless its own limit is lower. */
const longestText = 5000

/**
 * What the schemas let pass too easily: JavaScript reads `1e3`, `0x10` and ` 5 ` as numbers, Stripe does not.
 * @param asText the parameters as they arrived
 * @param judged the same parameters after the schema has turned text into numbers
 */
export function checkTexts(
  asText: FormValue,
  judged: unknown,
  path: readonly string[] = []
): void {
  if (typeof asText !== "string") {
    for (const [key, value] of Object.entries(asText)) {
      const now = (judged as Record<string, unknown>)[key]
      checkTexts(value, now, [...path, key])
    }
    return
  }
  const param = nameOf(path)
  if (typeof judged === "number" && !/^-?\d+(\.\d+)?$/.test(asText)) {
    throw invalidRequest(`Invalid integer: ${asText}`, {
      code: "parameter_invalid_integer",
      param,
    })
  }
  if (asText.length > longestText) {
    throw tooLong(asText, longestText, param)
  }
}
