/** A value of the settings in words, as the list of changes shows it. */

type Translate = (key: string) => string

export function describeValue(value: unknown, t: Translate): string {
  if (value === null || value === undefined) {
    return t("settings.changes.nothing")
  }
  if (Array.isArray(value)) {
    const parts = value.map((part: unknown) => describeValue(part, t))
    return parts.length ? parts.join("; ") : t("settings.changes.nothing")
  }
  return typeof value === "string" || typeof value === "number"
    ? String(value)
    : describeRule(value)
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
