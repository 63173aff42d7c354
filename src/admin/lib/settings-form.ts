/**
 * The settings as their form has them: lists as text, so that they can be typed.
 */
import type {
  CaptureRuleDescription,
  SettingsDescription,
  SettingsProblemDescription,
} from "../../api/admin/stripe-checkout/settings/responses"

export const STATUS_NAMES = [
  "authorized",
  "captured",
  "partially_captured",
  "capture_failed",
  "released",
  "lapsed",
  "refunded",
] as const

export const RULE_KINDS = [
  "status",
  "order_status",
  "fulfillment_status",
] as const

export type RuleKind = (typeof RULE_KINDS)[number]

export interface RuleDraft {
  /** For React, and so that focus and problems stay with the rule. */
  readonly key: number
  readonly kind: RuleKind
  readonly from: string
  readonly to: string
  readonly orderStatus: "completed" | "archived"
  readonly fulfillmentStatus: string
}

export interface SettingsDraft {
  /** An empty name writes nothing. */
  readonly names: Readonly<Record<(typeof STATUS_NAMES)[number], string>>
  readonly rules: readonly RuleDraft[]
  readonly releaseOn: string
  readonly warnHours: string
  readonly deadlineAction: SettingsDescription["capture_deadline"]["action"]
  readonly surplusHolds: SettingsDescription["surplus_holds"]
  readonly special: SpecialCases
}

/** What happens when something is not as usual; as the API has it. */
export type SpecialCases = Pick<
  SettingsDescription,
  | "canceled_but_captured"
  | "capture_in_review"
  | "fraud_warnings"
  | "admin_feed"
>

export function toDraft(settings: SettingsDescription): SettingsDraft {
  const { status_names: names, capture_deadline: deadline } = settings
  return {
    names: {
      authorized: names.authorized ?? "",
      captured: names.captured ?? "",
      partially_captured: names.partially_captured ?? "",
      capture_failed: names.capture_failed ?? "",
      released: names.released ?? "",
      lapsed: names.lapsed ?? "",
      refunded: names.refunded ?? "",
    },
    rules: settings.capture_on.map((rule, index) => ({
      ...emptyRule(index),
      ...toRuleDraft(rule),
    })),
    releaseOn: settings.release_on.join(", "),
    warnHours: String(deadline.warn_hours),
    deadlineAction: deadline.action,
    surplusHolds: settings.surplus_holds,
    special: {
      canceled_but_captured: settings.canceled_but_captured,
      capture_in_review: settings.capture_in_review,
      fraud_warnings: settings.fraud_warnings,
      admin_feed: settings.admin_feed,
    },
  }
}

function emptyRule(key: number): RuleDraft {
  return {
    key,
    kind: "status",
    from: "",
    to: "",
    orderStatus: "completed",
    fulfillmentStatus: "",
  }
}

export function withNewRule({ rules, ...draft }: SettingsDraft): SettingsDraft {
  const key = Math.max(-1, ...rules.map((rule) => rule.key)) + 1
  return { ...draft, rules: [...rules, emptyRule(key)] }
}

export function fromDraft(draft: SettingsDraft): SettingsDescription {
  const { names } = draft
  return {
    status_names: {
      authorized: readName(names.authorized),
      captured: readName(names.captured),
      partially_captured: readName(names.partially_captured),
      capture_failed: readName(names.capture_failed),
      released: readName(names.released),
      lapsed: readName(names.lapsed),
      refunded: readName(names.refunded),
    },
    capture_on: draft.rules.map(fromRuleDraft),
    release_on: readList(draft.releaseOn),
    capture_deadline: {
      // What is no number is refused by the server, which says what is expected.
      warn_hours: Number(draft.warnHours) || 0,
      action: draft.deadlineAction,
    },
    surplus_holds: draft.surplusHolds,
    ...draft.special,
  }
}

/** Whether there is something to save. */
export function isChanged(
  draft: SettingsDraft,
  settings: SettingsDescription
): boolean {
  return JSON.stringify(fromDraft(draft)) !== JSON.stringify(settings)
}

/** Those of a field and of what it contains. */
export function problemsAt(
  problems: readonly SettingsProblemDescription[],
  field: string
): SettingsProblemDescription[] {
  return problems.filter(
    ({ path }) => path === field || path.startsWith(`${field}.`)
  )
}

/** A problem of all rules names none of them. */
export function problemsOfAllRules(
  problems: readonly SettingsProblemDescription[]
): SettingsProblemDescription[] {
  return problems.filter(({ path }) => path === "capture_on")
}

/** "approved, capture_failed" -> two statuses. */
export function readList(text: string): string[] {
  return text
    .split(/[,،]/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
}

function toRuleDraft(rule: CaptureRuleDescription): Partial<RuleDraft> {
  if ("to" in rule) {
    return { kind: "status", from: rule.from.join(", "), to: rule.to }
  }
  return "order_status" in rule
    ? { kind: "order_status", orderStatus: rule.order_status }
    : {
        kind: "fulfillment_status",
        fulfillmentStatus: rule.fulfillment_status.join(", "),
      }
}

function fromRuleDraft(rule: RuleDraft): CaptureRuleDescription {
  switch (rule.kind) {
    case "status":
      return { from: readList(rule.from), to: rule.to.trim() }
    case "order_status":
      return { order_status: rule.orderStatus }
    case "fulfillment_status":
      return { fulfillment_status: readList(rule.fulfillmentStatus) }
  }
}

function readName(text: string): string | null {
  const name = text.trim()
  return name === "" ? null : name
}
