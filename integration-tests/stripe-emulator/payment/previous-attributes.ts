import { wireCopy } from "../api/wire"

/** Runs a change and returns the former values of the changed fields: `data.previous_attributes` of the event. */
export function previousAttributes(object: object, change: () => void): object {
  const before = wireCopy(object) as Record<string, unknown>
  change()
  const after = wireCopy(object) as Record<string, unknown>
  const fields = new Set([...Object.keys(before), ...Object.keys(after)])
  return Object.fromEntries(
    [...fields]
      .filter(
        (field) =>
          JSON.stringify(before[field]) !== JSON.stringify(after[field])
      )
      .map((field) => [field, before[field] ?? null])
  )
}
