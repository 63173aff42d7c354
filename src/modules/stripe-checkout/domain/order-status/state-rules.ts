/**
 * From Medusa's own states of an order to what the merchant wants done with its money.
 */
import { because } from "../reasons/reason"
import { type CaptureRule, type OrderRules, ruleKey } from "./order-rules"
import { type RuleResult, unlessOlder } from "./rule-result"

/** An order's present states, each with the ISO date since when it has it. */
export interface OrderProgress {
  readonly orderId: string
  readonly orderStatus: string
  readonly orderStatusSince: string
  readonly fulfillmentStatus: string | null
  readonly fulfillmentStatusSince: string
}

interface State {
  readonly name: string
  readonly since: string
}

/** What an order's own states request: once each time that the order reaches one of them. */
export function evaluateStateRules(
  progress: OrderProgress,
  rules: OrderRules
): RuleResult[] {
  return rules.captureOn.flatMap((rule) => {
    const state = matchStateRule(progress, rule)
    if (state === null) {
      return []
    }
    const { name, since } = state
    return [
      unlessOlder(ruleKey("state", name), rules, {
        trigger: `order-state:${progress.orderId}:${name}:${since}`,
        madeAt: since,
        requested: "capture",
        isRejected: false,
        rule: `captureOn ${name}`,
        actor: null,
        requestedByStatus: null,
        reason: because("order_state_requests_capture", { state: name }),
      }),
    ]
  })
}

function matchStateRule(
  progress: OrderProgress,
  rule: CaptureRule
): State | null {
  if ("orderStatus" in rule) {
    return progress.orderStatus === rule.orderStatus
      ? { name: rule.orderStatus, since: progress.orderStatusSince }
      : null
  }
  if ("fulfillmentStatus" in rule) {
    const status = progress.fulfillmentStatus
    return status !== null && rule.fulfillmentStatus.includes(status)
      ? { name: status, since: progress.fulfillmentStatusSince }
      : null
  }
  return null
}
