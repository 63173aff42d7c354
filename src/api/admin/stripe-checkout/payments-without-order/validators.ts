/**
 * Query and bodies of the routes for payments without an order.
 */
import { z } from "@medusajs/framework/zod"

import { requestId } from "../orders/validators"

/** More than anybody reads at once; Medusa's own tables show 20. */
const LARGEST_PAGE = 100

export const ListPaymentsWithoutOrder = z.strictObject({
  limit: z.coerce
    .number("limit must be a number.")
    .refine(
      (limit) => Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_PAGE,
      `limit must be a whole number from 1 to ${LARGEST_PAGE}.`
    )
    .default(20),
  offset: z.coerce
    .number("offset must be a number.")
    .refine(
      (offset) => Number.isSafeInteger(offset) && offset >= 0,
      "offset must be a whole number from 0."
    )
    .default(0),
})
export type ListPaymentsWithoutOrder = z.infer<typeof ListPaymentsWithoutOrder>

export const RequestBeforeOrder = z.strictObject({ request_id: requestId })
export type RequestBeforeOrder = z.infer<typeof RequestBeforeOrder>
