/**
 * The shape and the defaults of `storefrontPaths`.
 */
import { z } from "@medusajs/framework/zod"

const path = z.string().startsWith("/", "must start with /")

export const storefrontPathsOption = z
  .strictObject({
    confirmed: path.default("/{country_code}/order/{order_id}/confirmed"),
    payment: path.default(
      "/{country_code}/checkout?step=payment&reason={reason}"
    ),
  })
  // On this option alone, so that the problems of other options do not hide its own.
  .superRefine(checkPlaceholders)

type PathName = "confirmed" | "payment"

const IN_BOTH = ["cart_id", "country_code", "locale"] as const

/** Those that have a value on that page. */
const PLACEHOLDERS: Readonly<Record<PathName, readonly string[]>> = {
  confirmed: ["order_id", ...IN_BOTH],
  payment: ["reason", ...IN_BOTH],
}

function checkPlaceholders(
  paths: Readonly<Record<PathName, string>>,
  context: {
    addIssue(issue: { code: "custom"; path: string[]; message: string }): void
  }
): void {
  for (const name of ["confirmed", "payment"] as const) {
    const allowed = PLACEHOLDERS[name]
    const unknown = [...paths[name].matchAll(/\{(\w*)\}/g)]
      .map((match) => match[1] ?? "")
      .filter((placeholder) => !allowed.includes(placeholder))
    if (unknown.length) {
      context.addIssue({
        code: "custom",
        path: [name],
        message: `{${unknown.join("}, {")}} cannot be filled in. Use ${allowed.map((p) => `{${p}}`).join(", ")}.`,
      })
    }
  }
}
