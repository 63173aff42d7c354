/**
 * Query and body of the routes for Stripe's events.
 */
import { z } from "@medusajs/framework/zod"

import type { ReplayChoice } from "../../../../workflows/webhooks/replay-in-background"
import { date, limit, shortText } from "../references/query-fields"

export const ListEvents = z.strictObject({
  status: z
    .enum(
      ["received", "processed", "ignored", "failed", "dead"],
      "status must be received, processed, ignored, failed or dead."
    )
    .optional(),
  type: shortText("type").optional(),
  account: shortText("account").optional(),
  /** When they arrived, from the first until before the second. */
  received_from: date("received_from").optional(),
  received_to: date("received_to").optional(),
  /** An order's number, or an id of Stripe's or Medusa's. */
  q: shortText("q").optional(),
  cursor: shortText("cursor").optional(),
  limit,
})
export type ListEvents = z.infer<typeof ListEvents>

/** As many as a page shows. */
const MOST_IDS = 100

const CHOICE = `Say which events to replay: ids with 1 to ${MOST_IDS} ids, or status with failed or dead, or from and to with two dates, the earlier one first.`

export const ReplayEvents = z
  .strictObject({
    ids: z.array(shortText("ids"), CHOICE).max(MOST_IDS, CHOICE).optional(),
    status: z.enum(["failed", "dead"], CHOICE).optional(),
    /** When they arrived. */
    from: date("from").optional(),
    to: date("to").optional(),
  })
  .transform((body, context): ReplayChoice => {
    const choices = readChoices(body)
    const [choice] = choices
    if (choice && choices.length === 1) {
      return choice
    }
    context.addIssue({ code: "custom", message: CHOICE })
    return z.NEVER
  })
export type ReplayEvents = z.infer<typeof ReplayEvents>

function readChoices({
  ids,
  status,
  from,
  to,
}: {
  readonly ids?: string[] | undefined
  readonly status?: "failed" | "dead" | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}): ReplayChoice[] {
  const isRange = from !== undefined && to !== undefined
  return [
    ...(ids?.length ? [{ ids }] : []),
    ...(status ? [{ status }] : []),
    ...(isRange && Date.parse(from) < Date.parse(to) ? [{ from, to }] : []),
  ]
}
