/**
 * The queries of the routes for the list of payments.
 */
import { z } from "@medusajs/framework/zod"

import { LARGEST_COUNT } from "../../../../modules/stripe-checkout/repositories/payment-list"
import {
  PAYMENT_ORDERS,
  PAYMENT_VIEW_NAMES,
  type PaymentViewName,
} from "../../../../modules/stripe-checkout/repositories/payment-views"
import { pageQuery } from "../page-query"

/** Longer than any e-mail or id. */
const LONGEST_TEXT = 320

function shortText(field: string) {
  return z
    .string()
    .trim()
    .refine(
      (text) => text.length <= LONGEST_TEXT,
      `${field} must not be longer than ${LONGEST_TEXT} characters.`
    )
    .transform((text) => text || undefined)
    .optional()
}

function date(field: string) {
  return z
    .string()
    .refine(
      (text) => !Number.isNaN(Date.parse(text)),
      `${field} must be a date, such as 2026-11-30 or 2026-11-30T12:00:00Z.`
    )
    .transform((text) => new Date(text).toISOString())
    .optional()
}

function dateRange(field: string) {
  return z
    .strictObject({
      $gt: date(`${field}[$gt]`),
      $gte: date(`${field}[$gte]`),
      $lt: date(`${field}[$lt]`),
      $lte: date(`${field}[$lte]`),
    })
    .optional()
}

const filters = {
  view: z
    .enum(PAYMENT_VIEW_NAMES as [PaymentViewName, ...PaymentViewName[]])
    .default("all"),
  /** An order's number, an e-mail, or an id of Stripe's. */
  q: shortText("q"),
  account: shortText("account"),
  currency_code: shortText("currency_code"),
  created_at: dateRange("created_at"),
  capture_before: dateRange("capture_before"),
  order: z.enum(PAYMENT_ORDERS).optional(),
}

export const ExportPayments = z.strictObject(filters)
export type ExportPayments = z.infer<typeof ExportPayments>

export const ListPayments = z.strictObject({
  ...filters,
  limit: pageQuery.limit,
  offset: pageQuery.offset.refine(
    (offset) => offset <= LARGEST_COUNT,
    `offset must be at most ${LARGEST_COUNT}.`
  ),
})
export type ListPayments = z.infer<typeof ListPayments>
