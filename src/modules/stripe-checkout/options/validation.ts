/**
 * Checks that concern several options together, or a text inside one.
 */
import type { CaptureRule } from "../domain/order-status/capture-rules"
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

interface OrderStatusOptions extends Record<string, unknown> {
  readonly captureOn: readonly CaptureRule[]
  readonly releaseOn: readonly string[]
}

interface Refinement {
  addIssue(issue: { code: "custom"; path: string[]; message: string }): void
}

/** A status that the plugin writes must not be one that makes it act. */
export function validateRulesDoNotLoop(
  options: { orderStatus: OrderStatusOptions },
  context: Refinement
): void {
  const { captureOn, releaseOn, ...names } = options.orderStatus
  const written = new Map(
    Object.entries(names)
      .filter(([option]) => option !== "metadataKey")
      .map(([option, name]) => [name, option])
  )
  const targets = captureOn.flatMap((rule: CaptureRule) =>
    "to" in rule ? [rule.to] : []
  )
  const refuse = (option: string, name: string): void => {
    const writer = written.get(name)
    if (writer) {
      context.addIssue({
        code: "custom",
        path: ["orderStatus", option],
        message: `"${name}" is what the plugin itself writes (orderStatus.${writer}), so it would trigger itself. Choose a status that only people or other systems set.`,
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
        path: ["orderStatus", "releaseOn"],
        message: `"${name}" cannot both capture the money and release the hold.`,
      })
    }
  })
}

/** A misspelled status would leave the money on hold until it lapses. */
export function validateRulesCanFire(
  options: { orderStatus: OrderStatusOptions },
  context: Refinement
): void {
  const { captureOn, releaseOn: _releaseOn, ...names } = options.orderStatus
  const written = Object.entries(names)
    .filter(([option]) => option !== "metadataKey")
    .flatMap(([, name]) => (typeof name === "string" ? [name] : []))
  captureOn.forEach((rule, index) => {
    for (const [list, message] of findDeadStatuses(rule, written)) {
      context.addIssue({
        code: "custom",
        path: ["orderStatus", "captureOn", String(index), list],
        message,
      })
    }
  })
}

function findDeadStatuses(
  rule: CaptureRule,
  written: readonly string[]
): [string, string][] {
  if ("from" in rule) {
    return rule.from
      .filter((name) => findNearMiss(name, written) !== null)
      .map((name) => [
        "from",
        `"${name}" is not a status that the plugin writes, so the rule would never fire.${didYouMean(name, written)}`,
      ])
  }
  return "fulfillmentStatus" in rule
    ? rule.fulfillmentStatus
        .filter((name) => !FULFILLMENT_STATUSES.includes(name))
        .map((name) => [
          "fulfillmentStatus",
          `Medusa has no fulfillment status "${name}", so the rule would never fire.${didYouMean(name, FULFILLMENT_STATUSES)} It has ${FULFILLMENT_STATUSES.join(", ")}.`,
        ])
    : []
}

const PLACEHOLDERS = ["order_id", "cart_id", "country_code", "locale", "reason"]

export function validatePlaceholders(
  options: { storefrontPaths: Record<string, string> },
  context: Refinement
): void {
  for (const [name, template] of Object.entries(options.storefrontPaths)) {
    const unknown = [...template.matchAll(/\{(\w*)\}/g)]
      .map((match) => match[1] ?? "")
      .filter((placeholder) => !PLACEHOLDERS.includes(placeholder))
    if (unknown.length) {
      context.addIssue({
        code: "custom",
        path: ["storefrontPaths", name],
        message: `{${unknown.join("}, {")}} cannot be filled in. Use ${PLACEHOLDERS.map((p) => `{${p}}`).join(", ")}.`,
      })
    }
  }
}
