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

const PLACEHOLDERS = ["order_id", "cart_id", "country_code", "locale", "reason"]

function checkPlaceholders(
  paths: Record<string, string>,
  context: {
    addIssue(issue: { code: "custom"; path: string[]; message: string }): void
  }
): void {
  for (const [name, template] of Object.entries(paths)) {
    const unknown = [...template.matchAll(/\{(\w*)\}/g)]
      .map((match) => match[1] ?? "")
      .filter((placeholder) => !PLACEHOLDERS.includes(placeholder))
    if (unknown.length) {
      context.addIssue({
        code: "custom",
        path: [name],
        message: `{${unknown.join("}, {")}} cannot be filled in. Use ${PLACEHOLDERS.map((p) => `{${p}}`).join(", ")}.`,
      })
    }
  }
}
