import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

/** @throws MedusaError invalid_data that names every field that is wrong. */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown
): z.output<Schema> {
  const result = schema.safeParse(body ?? {})
  if (result.success) {
    return result.data
  }
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    result.error.issues.map(describeIssue).join(" ")
  )
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") {
    return `${issue.keys.join(", ")}: there is no such field.`
  }
  const field = issue.path.map(String).join(".") || "The body"
  return `${field}: ${issue.message}.`
}

/** Asking again with the same id moves no money a second time. */
export const REQUEST_ID = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(200, "must not be longer than 200 characters")
  .optional()
