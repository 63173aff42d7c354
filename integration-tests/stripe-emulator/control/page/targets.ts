import type { Choice } from "./forms"

/** The requests that a fault can affect, as a pattern over the path and in words. */
export const targets: readonly Choice[] = [
  { value: ".", label: "any path" },
  { value: "^/v1/checkout/sessions$", label: "creating a Checkout Session" },
  { value: "/expire$", label: "expiring a Checkout Session" },
  { value: "/capture$", label: "a capture" },
  { value: "/cancel$", label: "a cancellation" },
  { value: "^/v1/refunds$", label: "a refund" },
  { value: "^/v1/events", label: "reading events" },
]

/** Its label where it has one, otherwise the pattern. */
export function targetName(pattern: string | null): string {
  const target = targets.find(({ value }) => value === (pattern ?? "."))
  return target?.label ?? pattern ?? ""
}
