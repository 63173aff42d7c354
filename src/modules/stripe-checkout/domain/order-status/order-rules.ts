/**
 * The merchant's rules, and which statuses in the order's metadata mean something to them.
 */

export type CaptureRule =
  | { readonly from: readonly string[]; readonly to: string }
  | { readonly orderStatus: "completed" | "archived" }
  | { readonly fulfillmentStatus: readonly string[] }

/** ISO dates by the rule's key; a rule that is not named always applied. */
export type RulesSince = Readonly<Record<string, string>>

export interface OrderRules {
  readonly metadataKey: string
  readonly captureOn: readonly CaptureRule[]
  readonly releaseOn: readonly string[]
  /** When rules that were added in the admin were added. */
  readonly rulesSince: RulesSince
}

/** One key for each cause that requests something, however the rules are grouped. */
export function ruleKey(
  kind: "status" | "state" | "release",
  ...statuses: string[]
): string {
  return JSON.stringify([kind, ...statuses])
}

/** Whether the rule was added only after that which would make it fire. */
export function isOlderThanRule(
  madeAt: string,
  key: string,
  { rulesSince }: OrderRules
): boolean {
  const since = rulesSince[key]
  return since !== undefined && madeAt < since
}

/** The statuses in the metadata that request something. */
function requestingStatuses(rules: OrderRules): string[] {
  const targets = rules.captureOn.filter(isTransitionRule).map(({ to }) => to)
  return [...new Set([...targets, ...rules.releaseOn])]
}

/** What a status requests when an order moves to it. */
export function requestOf(
  status: string,
  rules: OrderRules
): "capture" | "release" | null {
  if (rules.releaseOn.includes(status)) {
    return "release"
  }
  return requestingStatuses(rules).includes(status) ? "capture" : null
}

/** The statuses that a merchant may choose now and that mean something to the rules. */
export function allowedNextStatuses(
  current: string | null,
  rules: OrderRules
): string[] {
  const targets = rules.captureOn
    .filter(isTransitionRule)
    .filter((rule) => current !== null && rule.from.includes(current))
    .map((rule) => rule.to)
  return [...new Set([...targets, ...rules.releaseOn])].filter(
    (status) => status !== current
  )
}

export function isTransitionRule(
  rule: CaptureRule
): rule is { readonly from: readonly string[]; readonly to: string } {
  return "to" in rule
}

/**
 * Whether somebody meant a requesting status: the same letters with other capitals, blanks
 * around them, or other separators. Anything further away may be the merchant's own.
 *
 * @returns null for an exact match, or for none
 */
export function findNearMiss(status: string, rules: OrderRules): string | null {
  const known = requestingStatuses(rules)
  return known.find((one) => isMisspelling(status, one)) ?? null
}

export function isMisspelling(status: string, meant: string): boolean {
  return status !== meant && simplify(status) === simplify(meant)
}

function simplify(status: string): string {
  return status
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "_")
}
