/**
 * From what happened to an order to what the merchant wants done with its money.
 *
 * A status in the order's metadata has no event of its own: `order.updated` says
 * only that something changed. Medusa's change records do say it, with the value
 * before and the patch after, so a rule fires on the *transition*, exactly once per
 * change record, even when the event comes late, twice or never.
 */

import { PLUGIN_ACTOR } from "../plugin-actor"
import { quote, shorten } from "../quote"
import { because } from "../reasons/reason"
import {
  findNearMiss,
  isTransitionRule,
  type OrderRules,
  requestOf,
  ruleKey,
} from "./order-rules"
import { type RuleResult, unlessOlder } from "./rule-result"
import { previousStatus } from "./status-history"

export type { RuleResult } from "./rule-result"

/** One confirmed edit of an order's metadata, as Medusa records it. */
export interface MetadataEdit {
  readonly id: string
  /** An ISO date. */
  readonly madeAt: string
  readonly createdBy: string | null
  readonly before: Readonly<Record<string, unknown>> | null
  readonly patch: Readonly<Record<string, unknown>>
}

/** An edit of the status key, as it was recorded. */
export interface StatusChangeRecord {
  readonly id: string
  /** An ISO date. */
  readonly madeAt: string
  readonly from: string | null
  readonly to: string | null
  readonly actor: string | null
}

/** An edit by a person or a program that changed the order's status. */
export type OrderStatusChange = StatusChangeRecord

/** Reads the edits of the status out of metadata edits, oldest first, ours among them. */
export function readStatusEdits(
  edits: readonly MetadataEdit[],
  metadataKey: string
): StatusChangeRecord[] {
  return edits
    .filter((edit) => Object.hasOwn(edit.patch, metadataKey))
    .map((edit) => ({
      id: edit.id,
      madeAt: edit.madeAt,
      from: readStatus(edit.before?.[metadataKey]),
      to: readStatus(edit.patch[metadataKey]),
      actor: edit.createdBy,
    }))
}

/**
 * The edits by others that changed the status, oldest first.
 *
 * @param whenPlaced the status that the order counts as having had before the first of
 * these edits; null when there may be earlier ones
 */
export function readOrderStatusChanges(
  edits: readonly StatusChangeRecord[],
  whenPlaced: string | null
): OrderStatusChange[] {
  return edits
    .map((edit, index) => ({
      ...edit,
      from: previousStatus(edit, edits.slice(0, index), whenPlaced),
    }))
    .filter((edit) => edit.actor !== PLUGIN_ACTOR)
    .filter((edit) => edit.from !== edit.to)
}

/**
 * What each status change requests. Only the newest change of an order can still be
 * carried out: a merchant who moved the order on has withdrawn what came before.
 */
export function evaluateStatusRules(
  changes: readonly OrderStatusChange[],
  rules: OrderRules
): RuleResult[] {
  const newest = changes.at(-1)
  return changes.flatMap((change) => {
    const result = evaluateStatusRule(change, rules)
    if (!result) {
      return []
    }
    const isWithdrawn = change !== newest && !result.isRejected
    return [
      isWithdrawn
        ? {
            ...result,
            isRejected: true,
            reason: because("status_moved_on", {
              to: shorten(newest?.to ?? ""),
            }),
          }
        : result,
    ]
  })
}

function evaluateStatusRule(
  change: OrderStatusChange,
  rules: OrderRules
): RuleResult | null {
  const { to } = change
  if (to === null) {
    return null
  }
  const request = {
    trigger: `order-change:${change.id}`,
    madeAt: change.madeAt,
    actor: change.actor,
    requestedByStatus: to,
  }
  if (rules.releaseOn.includes(to)) {
    return unlessOlder(ruleKey("release", to), rules, {
      ...request,
      requested: "release",
      isRejected: false,
      rule: `releaseOn ${to}`,
      reason: because("status_requests_release", { to }),
    })
  }
  const candidates = rules.captureOn.filter(isTransitionRule)
  const designated = candidates.filter((rule) => rule.to === to)
  if (!designated.length) {
    return rejectNearMiss(change, rules)
  }
  const allowedFrom = designated.flatMap((rule) => rule.from)
  const { from } = change
  const capture = {
    ...request,
    requested: "capture" as const,
    rule: `captureOn ${allowedFrom.join("|")} -> ${to}`,
  }
  return from !== null && allowedFrom.includes(from)
    ? unlessOlder(ruleKey("status", from, to), rules, {
        ...capture,
        isRejected: false,
        reason: because("status_requests_capture", { from, to }),
      })
    : {
        ...capture,
        isRejected: true,
        reason: because("status_transition_not_allowed", {
          from: from === null ? null : shorten(from),
          to,
          allowed_from: allowedFrom.map(quote).join(", "),
        }),
      }
}

/**
 * A misspelled status: without an answer, the merchant would believe that the capture or
 * the release was requested.
 */
function rejectNearMiss(
  { id, madeAt, to, actor }: OrderStatusChange,
  rules: OrderRules
): RuleResult | null {
  const meant = to === null ? null : findNearMiss(to, rules)
  const requested = meant === null ? null : requestOf(meant, rules)
  if (to === null || meant === null || requested === null) {
    return null
  }
  return {
    trigger: `order-change:${id}`,
    madeAt,
    requested,
    isRejected: true,
    rule: meant,
    actor,
    requestedByStatus: to,
    reason: because("status_near_miss", { to: shorten(to), meant }),
  }
}

/**
 * Whoever moves an order on decides about the money that it holds at that moment. What is
 * paid later is held, and needs a decision of its own.
 *
 * @param madeAt when the order was moved on, an ISO date; null for a cause that is new
 * @param heldSince since when the order has the payment; null for the payment that it was
 * placed with, which it always had
 */
export function isAboutPayment(
  madeAt: string | null,
  heldSince: string | null
): boolean {
  return madeAt === null || heldSince === null || madeAt >= heldSince
}

/**
 * Admin's metadata form turns "1" into a number and "true" into a boolean. Anything else
 * is not a status; the statement that writes one reads it in the same way.
 */
export function readStatus(value: unknown): string | null {
  if (typeof value === "string") {
    return value === "" ? null : value
  }
  return Number.isSafeInteger(value) || typeof value === "boolean"
    ? String(value)
    : null
}
