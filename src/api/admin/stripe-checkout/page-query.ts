/**
 * `limit` and `offset` of the routes that answer page by page.
 */
import { z } from "@medusajs/framework/zod"

/** More than anybody reads at once; Medusa's own tables show 20. */
const LARGEST_PAGE = 100

export const pageQuery = {
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
}
