/** A value of the settings in words, as the list of changes shows it. */

type Translate = (key: string) => string

/** Fields with a fixed set of values. Names of statuses are the merchant's own. */
const CHOICES = new Set([
  "capture_deadline_action",
  "surplus_holds",
  "canceled_but_captured",
  "capture_in_review",
  "fraud_warnings",
  "admin_feed",
])

/** Whether its values are said in the user's language. */
export function isChoice(field: string): boolean {
  return CHOICES.has(field)
}

/** @param field for example `capture_deadline_action` */
export function describeValue(
  value: unknown,
  field: string,
  t: Translate
): string {
  if (value === null || value === undefined) {
    return t("settings.changes.nothing")
  }
  if (Array.isArray(value)) {
    const parts = value.map((part: unknown) => describeValue(part, field, t))
    return parts.length ? parts.join("; ") : t("settings.changes.nothing")
  }
  if (typeof value === "boolean") {
    return t(`settings.choice.${field}.${value ? "on" : "off"}`)
  }
  if (typeof value !== "string" && typeof value !== "number") {
    return describeRule(value)
  }
  return isChoice(field)
    ? t(`settings.choice.${field}.${value}`)
    : String(value)
}

function describeRule(rule: object): string {
  const { from, to, order_status, fulfillment_status } = rule as Record<
    string,
    unknown
  >
  return Array.isArray(from)
    ? `${from.join(" | ")} → ${String(to)}`
    : [order_status ?? fulfillment_status].flat().join(" | ")
}
