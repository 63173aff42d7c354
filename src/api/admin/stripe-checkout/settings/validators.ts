/**
 * Bodies and queries of the settings routes. Only their form is checked here; the
 * options' own checks say what does not fit together.
 */
import { z } from "@medusajs/framework/zod"

import { ListPaymentsWithoutOrder } from "../payments-without-order/validators"

/** Longer than any name or list that somebody chose on purpose. */
const LONGEST_NAME = 100
const LONGEST_LIST = 50

const name = z.string().trim().max(LONGEST_NAME)
const names = z.array(name).max(LONGEST_LIST)

const Settings = z.strictObject({
  status_names: z.strictObject({
    authorized: name.nullable(),
    captured: name.nullable(),
    partially_captured: name.nullable(),
    capture_failed: name.nullable(),
    released: name.nullable(),
    lapsed: name.nullable(),
    refunded: name.nullable(),
  }),
  capture_on: z
    .array(
      z.union([
        z.strictObject({ from: names, to: name }),
        z.strictObject({ order_status: z.enum(["completed", "archived"]) }),
        z.strictObject({ fulfillment_status: names }),
      ])
    )
    .max(LONGEST_LIST),
  release_on: names,
  capture_deadline: z.strictObject({
    warn_hours: z.number(),
    action: z.enum(["alert", "capture", "release"]),
  }),
  surplus_holds: z.enum(["release", "keep"]),
  canceled_but_captured: z.enum(["report", "refund"]),
  capture_in_review: z.enum(["wait", "capture"]),
  fraud_warnings: z.enum(["notify", "release", "refund"]),
  admin_feed: z.boolean(),
})

/** The version that is edited, so that nobody overwrites what somebody else has changed. */
const version = z.number().int().min(0)

export const ChangeSettings = z.strictObject({ version, settings: Settings })
export type ChangeSettings = z.infer<typeof ChangeSettings>

export const TrySettings = z.strictObject({ settings: Settings })
export type TrySettings = z.infer<typeof TrySettings>

export const RestoreSettings = z.strictObject({ version })
export type RestoreSettings = z.infer<typeof RestoreSettings>

/** Pages of the same size as other lists. */
export const ListSettingsChanges = ListPaymentsWithoutOrder
export type ListSettingsChanges = z.infer<typeof ListSettingsChanges>
