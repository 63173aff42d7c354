import type { Choice } from "./forms"

/** Which requests an accident meets, as a pattern over the path and in words. */
export const targets: readonly Choice[] = [
  { value: ".", label: "any address" },
  { value: "^/v1/checkout/sessions$", label: "opening a page" },
  { value: "/expire$", label: "expiring a page" },
  { value: "/capture$", label: "a capture" },
  { value: "/cancel$", label: "a cancellation" },
  { value: "^/v1/refunds$", label: "a refund" },
  { value: "^/v1/events", label: "reading events" },
]

/** In words where it has a name, else as it is. */
export function targetName(pattern: string | null): string {
  const target = targets.find(({ value }) => value === (pattern ?? "."))
  return target?.label ?? pattern ?? ""
}
