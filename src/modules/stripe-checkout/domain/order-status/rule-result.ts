/**
 * What a rule requests of an order's money, and from when on it may.
 */
import { because, type Reason } from "../reasons/reason"
import { isOlderThanRule, type OrderRules } from "./order-rules"

/** What is requested, or why not. `trigger` is unique: the same cause never requests twice. */
export interface RuleResult {
  readonly trigger: string
  /** An ISO date; null where only the first request of this cause tells. */
  readonly madeAt: string | null
  readonly requested: "capture" | "release"
  readonly isRejected: boolean
  readonly rule: string
  readonly actor: string | null
  /** The status in the metadata that requested it; null for rules on Medusa's own states. */
  readonly requestedByStatus: string | null
  readonly reason: Reason
}

/** Whoever moved the order on did not know of a rule that was added later. */
export function unlessOlder(
  key: string,
  rules: OrderRules,
  result: RuleResult
): RuleResult {
  const { madeAt } = result
  return madeAt !== null && isOlderThanRule(madeAt, key, rules)
    ? { ...result, isRejected: true, reason: because("rule_added_later") }
    : result
}
