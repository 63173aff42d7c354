import { z } from "@medusajs/framework/zod"

/** Asking again with the same id moves no money a second time. */
export const REQUEST_ID = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(200, "must not be longer than 200 characters")
  .optional()
