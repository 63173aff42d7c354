/**
 * Which statuses a merchant may choose now, and why another one is refused.
 */
import { quote } from "../quote"
import {
  allowedNextStatuses,
  findNearMiss,
  isTransitionRule,
  type OrderRules,
} from "./order-rules"

/** Why no status may be chosen. */
export type StatusRefusal = "order_canceled" | "nothing_held" | "no_rule"

export interface StatusChoice {
  readonly allowed: readonly string[]
  /** Null where some are allowed. */
  readonly refusal: StatusRefusal | null
}

export interface StatusChoiceFacts {
  readonly isCanceled: boolean
  readonly isHeld: boolean
  /** The status before one that nobody recorded or that was misspelled: it may be set again. */
  readonly startsFrom: string | null
}

export function offerStatuses(
  { isCanceled, isHeld, startsFrom }: StatusChoiceFacts,
  rules: OrderRules
): StatusChoice {
  if (isCanceled) {
    return { allowed: [], refusal: "order_canceled" }
  }
  if (!isHeld) {
    return { allowed: [], refusal: "nothing_held" }
  }
  const allowed = allowedNextStatuses(startsFrom, rules)
  return { allowed, refusal: allowed.length ? null : "no_rule" }
}

/** One sentence or more, for the person or program whose status is refused. */
export function explainRefusedStatus(
  refused: string,
  {
    current,
    allowed,
    refusal,
  }: StatusChoice & { readonly current: string | null },
  rules: OrderRules
): string {
  const meant = findNearMiss(refused, rules)
  return [
    `The order's status is ${current === null ? "empty" : quote(current)} and cannot become ${quote(refused)}.`,
    ...(meant === null ? [] : [`Did you mean ${quote(meant)}?`]),
    refusal === null
      ? `Allowed now: ${allowed.map(quote).join(", ")}.`
      : `No status is allowed now: ${explainNone(refusal, rules)}`,
  ].join(" ")
}

function explainNone(refusal: StatusRefusal, rules: OrderRules): string {
  switch (refusal) {
    case "order_canceled":
      return "the order is canceled."
    case "nothing_held":
      return "no money is held for the order."
    case "no_rule":
      return `no rule starts from the present status. ${describeRules(rules)}`
  }
}

function describeRules({ captureOn }: OrderRules): string {
  const transitions = captureOn.filter(isTransitionRule)
  return transitions.length
    ? `The rules are ${transitions.map(({ from, to }) => `${from.map(quote).join(" or ")} to ${quote(to)}`).join(", ")}.`
    : "There is no rule on the order's status."
}
