/**
 * Query and body of the routes for reconciliation runs.
 */
import { z } from "@medusajs/framework/zod"

import { limit, shortText } from "../references/query-fields"

export const ListRuns = z.strictObject({
  /** `found`: it repaired something, or something needs manual review. */
  result: z
    .enum(["found", "failed"], 'result must be "found" or "failed".')
    .optional(),
  account: shortText("account").optional(),
  cursor: shortText("cursor").optional(),
  limit,
})
export type ListRuns = z.infer<typeof ListRuns>

export const StartRun = z.strictObject({
  /** The Stripe account's name in the options. Absent: each of them. */
  account: shortText("account").optional(),
  /** Only says what would be checked. */
  dry_run: z.boolean("dry_run must be true or false.").default(false),
})
export type StartRun = z.infer<typeof StartRun>
