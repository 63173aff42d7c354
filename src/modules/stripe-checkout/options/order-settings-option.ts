/**
 * The options that the admin may change, and what is wrong with a change: what would be
 * refused in the options is refused here, all of it at once.
 */
import { z } from "@medusajs/framework/zod"

import {
  type OrderSettings,
  type SettingsDifference,
  withDifference,
} from "../domain/order-status/order-settings"
import type { RuleProblem } from "./order-status-checks"
import { orderStatusOption } from "./order-status-option"
import {
  canceledButCapturedOption,
  captureDeadlineOption,
  captureInReviewOption,
  fraudWarningsOption,
  noticesOption,
  type ResolvedOptions,
  surplusHoldsOption,
} from "./schema"

const settingsSchema = z.strictObject({
  orderStatus: orderStatusOption,
  captureDeadline: captureDeadlineOption,
  surplusHolds: surplusHoldsOption,
  canceledButCaptured: canceledButCapturedOption,
  captureInReview: captureInReviewOption,
  fraudWarnings: fraudWarningsOption,
  notices: noticesOption,
})

export interface SettingsProblem {
  /** As in the options, e.g. `orderStatus.captureOn.0.from`. */
  readonly path: string
  /** `invalid` for a value of the wrong shape. */
  readonly code: RuleProblem["problem"] | "invalid"
  readonly params: Omit<RuleProblem, "problem"> | Record<string, never>
  /** One sentence or more in English. */
  readonly message: string
}

export type CheckedSettings =
  | { readonly isValid: true; readonly settings: OrderSettings }
  | { readonly isValid: false; readonly problems: readonly SettingsProblem[] }

export function readSettings({
  orderStatus,
  notices,
  captureDeadline,
  surplusHolds,
  canceledButCaptured,
  captureInReview,
  fraudWarnings,
}: Pick<
  ResolvedOptions,
  keyof z.output<typeof settingsSchema>
>): OrderSettings {
  const {
    metadataKey: _key,
    captureOn,
    releaseOn,
    ...statusNames
  } = orderStatus
  return {
    statusNames,
    captureOn,
    releaseOn,
    captureDeadline,
    surplusHolds,
    canceledButCaptured,
    captureInReview,
    fraudWarnings,
    adminFeed: notices.adminFeed,
  }
}

export function checkSettings({
  statusNames,
  captureOn,
  releaseOn,
  adminFeed,
  ...same
}: OrderSettings): CheckedSettings {
  const result = settingsSchema.safeParse({
    ...same,
    orderStatus: { ...statusNames, captureOn, releaseOn },
    notices: { adminFeed },
  })
  return result.success
    ? { isValid: true, settings: readSettings(result.data) }
    : {
        isValid: false,
        problems: result.error.issues.flatMap(describeIssue),
      }
}

/** Options may have changed since, and no longer go together with what was stored. */
export function checkDifference(
  defaults: OrderSettings,
  difference: SettingsDifference
): CheckedSettings {
  return checkSettings(withDifference(defaults, difference))
}

type Issue = z.core.$ZodIssue

function describeIssue(issue: Issue): SettingsProblem[] {
  if (issue.code === "invalid_union" && issue.errors.length) {
    const closest = issue.errors.reduce((best, next) =>
      next.length < best.length ? next : best
    )
    return closest.flatMap((inner) =>
      describeIssue({ ...inner, path: [...issue.path, ...inner.path] })
    )
  }
  const { message } = issue
  const path = issue.path.map(String).join(".")
  if (issue.code === "custom" && isRuleProblem(issue.params)) {
    const { problem, ...params } = issue.params
    return [{ path, code: problem, params, message }]
  }
  return [{ path, code: "invalid", params: {}, message: `${path}: ${message}` }]
}

function isRuleProblem(params: unknown): params is RuleProblem {
  return typeof params === "object" && params !== null && "problem" in params
}
