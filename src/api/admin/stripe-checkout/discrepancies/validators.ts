/**
 * Query and bodies of the routes for discrepancies.
 */
import { z } from "@medusajs/framework/zod"

import { limit, shortText } from "../references/query-fields"

export const ListDiscrepancies = z.strictObject({
  status: z
    .enum(
      ["open", "repaired", "resolved"],
      "status must be open, repaired or resolved."
    )
    .default("open"),
  kind: shortText("kind").optional(),
  account: shortText("account").optional(),
  /** An order's number, or an id of Stripe's or Medusa's. */
  q: shortText("q").optional(),
  cursor: shortText("cursor").optional(),
  limit,
})
export type ListDiscrepancies = z.infer<typeof ListDiscrepancies>

/** A few sentences. */
const LONGEST_NOTE = 1000

export const ResolveDiscrepancy = z.strictObject({
  note: z
    .string("note must be text.")
    .trim()
    .refine((note) => note !== "", "note must not be empty.")
    .refine(
      (note) => note.length <= LONGEST_NOTE,
      `note must not be longer than ${LONGEST_NOTE} characters.`
    ),
})
export type ResolveDiscrepancy = z.infer<typeof ResolveDiscrepancy>

export const SynchronizeDiscrepancy = z.strictObject({})
export type SynchronizeDiscrepancy = z.infer<typeof SynchronizeDiscrepancy>
