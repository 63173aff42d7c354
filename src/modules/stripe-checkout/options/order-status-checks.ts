/**
 * Which statuses and rules of `orderStatus` do not go together.
 */
import { findNewName } from "../domain/order-status/default-statuses"
import type { CaptureRule } from "../domain/order-status/order-rules"
import type { StatusNames } from "../domain/order-status/status"
import { didYouMean, findNearMiss } from "./near-miss"

/** Medusa's own, as its admin API returns them. */
const FULFILLMENT_STATUSES = [
  "not_fulfilled",
  "partially_fulfilled",
  "fulfilled",
  "partially_shipped",
  "shipped",
  "partially_delivered",
  "delivered",
  "canceled",
]

interface OrderStatusOptions extends StatusNames {
  readonly metadataKey: string
  readonly captureOn: readonly CaptureRule[]
  readonly releaseOn: readonly string[]
}

/** For programs and translations; the message says the same in English. */
export interface RuleProblem {
  readonly problem:
    | "writes_itself"
    | "captures_and_releases"
    | "old_name"
    | "near_miss"
    | "unknown_fulfillment_status"
  readonly name: string
  /** The status of the plugin that has that name. */
  readonly status?: string
  /** What was probably meant. */
  readonly meant?: string | null
}

interface Refinement {
  addIssue(issue: {
    code: "custom"
    path: string[]
    message: string
    params: RuleProblem
  }): void
}

/** A status that the plugin writes must not be one that makes it act. */
export function checkRulesDoNotLoop(
  options: OrderStatusOptions,
  context: Refinement
): void {
  const {
    captureOn,
    releaseOn,
    metadataKey: _key,
    ...names
  } = withoutDelayed(options)
  const written = new Map(
    Object.entries(names).map(([option, name]) => [name, option])
  )
  const targets = captureOn.flatMap((rule: CaptureRule) =>
    "to" in rule ? [rule.to] : []
  )
  const refuse = (option: string, name: string): void => {
    const writer = written.get(name)
    if (writer) {
      context.addIssue({
        code: "custom",
        path: [option],
        message: `"${name}" is what the plugin itself writes (orderStatus.${writer}), so it would trigger itself. Choose a status that only people or other systems set.`,
        params: { problem: "writes_itself", name, status: writer },
      })
    }
  }
  targets.forEach((name) => {
    refuse("captureOn", name)
  })
  releaseOn.forEach((name) => {
    refuse("releaseOn", name)
    if (targets.includes(name)) {
      context.addIssue({
        code: "custom",
        path: ["releaseOn"],
        message: `"${name}" cannot both capture the money and release the hold.`,
        params: { problem: "captures_and_releases", name },
      })
    }
  })
}

/** A misspelled status would leave the money on hold until it lapses. */
export function checkRulesCanFire(
  options: OrderStatusOptions,
  context: Refinement
): void {
  const {
    captureOn,
    releaseOn: _releaseOn,
    metadataKey: _key,
    ...names
  } = withoutDelayed(options)
  captureOn.forEach((rule, index) => {
    const list = "from" in rule ? "from" : "fulfillmentStatus"
    for (const { message, ...params } of findDeadStatuses(rule, names)) {
      context.addIssue({
        code: "custom",
        path: ["captureOn", String(index), list],
        message,
        params,
      })
    }
  })
}

/** Written only where orders are placed before the bank decides; see `checkWrittenAtOnce`. */
function withoutDelayed(options: OrderStatusOptions): OrderStatusOptions {
  return { ...options, pending: null, failed: null }
}

type DeadStatus = RuleProblem & { readonly message: string }

function findDeadStatuses(rule: CaptureRule, names: StatusNames): DeadStatus[] {
  if ("from" in rule) {
    return rule.from.flatMap(
      (name) =>
        describeOldName(name, { rule, names }) ??
        describeNearMiss(name, names) ??
        []
    )
  }
  return "fulfillmentStatus" in rule
    ? rule.fulfillmentStatus
        .filter((name) => !FULFILLMENT_STATUSES.includes(name))
        .map((name) => ({
          problem: "unknown_fulfillment_status",
          name,
          meant: findNearMiss(name, FULFILLMENT_STATUSES),
          message: `Medusa has no fulfillment status "${name}", so the rule would never fire.${didYouMean(name, FULFILLMENT_STATUSES)} It has ${FULFILLMENT_STATUSES.join(", ")}.`,
        }))
    : []
}

function describeNearMiss(name: string, names: StatusNames): DeadStatus | null {
  const written = Object.values(names).filter((other) => other !== null)
  const meant = findNearMiss(name, written)
  return meant === null
    ? null
    : {
        problem: "near_miss",
        name,
        meant,
        message: `"${name}" is not a status that the plugin writes, so the rule would never fire.${didYouMean(name, written)}`,
      }
}

/** With the new name beside it, the old one may be the shop's own. */
function describeOldName(
  name: string,
  {
    rule,
    names,
  }: { rule: { readonly from: readonly string[] }; names: StatusNames }
): DeadStatus | null {
  const renamed = findNewName(name, names)
  return !renamed || rule.from.includes(renamed.newName)
    ? null
    : {
        problem: "old_name",
        name,
        status: renamed.status,
        meant: renamed.newName,
        message: `"${name}" is only the default of orderStatus.${renamed.status}, which is "${renamed.newName}" here, so the plugin never writes it and the rule would never fire from it. Did you mean "${renamed.newName}"? If other systems of yours set "${name}", list both.`,
      }
}
