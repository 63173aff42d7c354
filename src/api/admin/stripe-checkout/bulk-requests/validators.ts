/**
 * Bodies and query of the routes for bulk requests.
 */
import { z } from "@medusajs/framework/zod"

import { requestId } from "../orders/validators"
import { pageQuery } from "../page-query"

/** More at once would make a request's statement long; several requests may run at a time. */
const MOST_ORDERS = 5_000

const orderIds = z
  .array(z.string().trim().min(1).max(200), "order_ids must be a list of ids.")
  .refine((ids) => ids.length > 0, "order_ids must not be empty.")
  .refine(
    (ids) => ids.length <= MOST_ORDERS,
    `order_ids must name at most ${MOST_ORDERS} orders.`
  )
  .transform((ids) => [...new Set(ids)])

const kind = z.enum(["capture", "release"])

export const PreviewBulkRequest = z.strictObject({ kind, order_ids: orderIds })
export type PreviewBulkRequest = z.infer<typeof PreviewBulkRequest>

export const StartBulkRequest = z.strictObject({
  kind,
  order_ids: orderIds,
  request_id: requestId,
})
export type StartBulkRequest = z.infer<typeof StartBulkRequest>

export const ChangeBulkRequest = z.strictObject({})
export type ChangeBulkRequest = z.infer<typeof ChangeBulkRequest>

export const ListBulkResults = z.strictObject({
  ...pageQuery,
  status: z.enum(["pending", "succeeded", "failed", "rejected"]).optional(),
})
export type ListBulkResults = z.infer<typeof ListBulkResults>
