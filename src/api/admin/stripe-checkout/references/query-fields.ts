/**
 * Query parameters that several lists have. The messages name their field, because Medusa
 * passes them on as they are.
 */
import { z } from "@medusajs/framework/zod"

/** More than anybody reads at once; Medusa's own tables show 20. */
const LARGEST_PAGE = 100

/** Longer than any id. */
const LONGEST_TEXT = 200

export const limit = z.coerce
  .number("limit must be a number.")
  .refine(
    (value) => Number.isInteger(value) && value >= 1 && value <= LARGEST_PAGE,
    `limit must be a whole number from 1 to ${LARGEST_PAGE}.`
  )
  .default(20)

export function shortText(field: string) {
  return z
    .string(`${field} must be text.`)
    .trim()
    .refine((text) => text !== "", `${field} must not be empty.`)
    .refine(
      (text) => text.length <= LONGEST_TEXT,
      `${field} must not be longer than ${LONGEST_TEXT} characters.`
    )
}

/** In any form that ISO 8601 has; without a zone it is UTC. */
export function date(field: string) {
  return z
    .string(`${field} must be a date.`)
    .refine(
      (text) => /^\d{4}-\d\d-\d\d/.test(text) && isDate(text),
      `${field} must be a date such as 2026-11-30 or 2026-11-30T08:00:00Z.`
    )
}

function isDate(text: string): boolean {
  return !Number.isNaN(Date.parse(text))
}
