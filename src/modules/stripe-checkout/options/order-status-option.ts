/**
 * The shape and the defaults of `orderStatus`.
 */
import { z } from "@medusajs/framework/zod"

import {
  DEFAULT_STATUSES,
  defaultCaptureRules,
} from "../domain/order-status/default-statuses"
import type { CaptureRule } from "../domain/order-status/order-rules"
import { checkRulesCanFire, checkRulesDoNotLoop } from "./order-status-checks"

const status = z.string().trim().min(1, "an empty status name means nothing")
const writtenStatus = status.nullable()

const captureRule = z.union([
  z.strictObject({
    from: z
      .array(status)
      .min(
        1,
        'name at least one status that may lead to capture, e.g. ["approved"]'
      ),
    to: status,
  }),
  z.strictObject({ orderStatus: z.enum(["completed", "archived"]) }),
  z.strictObject({ fulfillmentStatus: z.array(status).min(1) }),
])

export const orderStatusOption = z
  .strictObject({
    metadataKey: z.string().trim().min(1).default("order_status"),
    authorized: writtenStatus.default(DEFAULT_STATUSES.authorized),
    captured: writtenStatus.default(DEFAULT_STATUSES.captured),
    partiallyCaptured: writtenStatus.default(
      DEFAULT_STATUSES.partiallyCaptured
    ),
    captureFailed: writtenStatus.default(DEFAULT_STATUSES.captureFailed),
    released: writtenStatus.default(DEFAULT_STATUSES.released),
    lapsed: writtenStatus.default(DEFAULT_STATUSES.lapsed),
    refunded: writtenStatus.default(DEFAULT_STATUSES.refunded),
    pending: writtenStatus.default(DEFAULT_STATUSES.pending),
    failed: writtenStatus.default(DEFAULT_STATUSES.failed),
    captureOn: z.array(captureRule).optional(),
    releaseOn: z.array(status).default([]),
  })
  .transform(({ captureOn, ...given }, context) => {
    const rules: readonly CaptureRule[] | null =
      captureOn ?? defaultCaptureRules(given)
    if (!rules) {
      context.addIssue({
        code: "custom",
        path: ["captureOn"],
        message:
          'is missing. The default rule begins with orderStatus.authorized, which is null, so it would never fire. Name the statuses that your own systems set, e.g. [{ from: ["checked"], to: "ready_for_capture" }], or [] to capture only on request.',
      })
      return z.NEVER
    }
    return { ...given, captureOn: [...rules] }
  })
  // On this option alone, so that the problems of other options do not hide its own.
  .superRefine(checkRulesDoNotLoop)
  .superRefine(checkRulesCanFire)
