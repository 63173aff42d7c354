import { useState } from "react"

const KEY = "stripe-checkout:dismissed-bulk-requests"

/** What was dismissed in this tab stays away after a reload as well. */
export function useDismissed(): readonly [
  readonly string[],
  (id: string) => void,
] {
  const [dismissed, setDismissed] = useState(readDismissed)
  return [
    dismissed,
    (id) => {
      const ids = [...dismissed, id]
      setDismissed(ids)
      writeDismissed(ids)
    },
  ]
}

function readDismissed(): readonly string[] {
  try {
    const ids: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]")
    return Array.isArray(ids) ? ids.map(String) : []
  } catch {
    return []
  }
}

/** A browser may keep nothing; then it is shown again after a reload. */
function writeDismissed(ids: readonly string[]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(ids))
  } catch {
    return
  }
}
