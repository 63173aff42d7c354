/** Ways in which a request to Stripe goes wrong without Stripe meaning it. "before" and "after" name the effect. */
export const faultKinds = [
  "http_500_before",
  "http_500_after",
  "reset_before",
  "reset_after",
  "timeout_before",
  "timeout_after",
  "truncated",
  "slow",
  "http_429",
  "lock_timeout",
  "http_403",
  "http_409",
  "card_declined",
] as const

export type FaultKind = (typeof faultKinds)[number]

export type Fault = {
  /** Null: any method. */
  method: string | null
  /** Beginning of the path. Null: any path. */
  path: string | null
  /** Regular expression that the path has to match as well. */
  pattern: string | null
  kind: FaultKind
  /** How many requests it still hits. */
  times: number
  /** For `slow`. */
  seconds: number
}

/** A request that got no answer yet, and never gets one unless a test lets go of it. */
export type HeldRequest = {
  id: string
  method: string
  path: string
  phase: "before" | "after"
  release(): void
  drop(): void
}

export function takeFault(
  faults: Fault[],
  method: string,
  path: string
): Fault | null {
  const fault = faults.find(
    (candidate) =>
      candidate.times > 0 &&
      (candidate.method ?? method) === method &&
      path.startsWith(candidate.path ?? "") &&
      new RegExp(candidate.pattern ?? "").test(path)
  )
  if (fault === undefined) {
    return null
  }
  fault.times -= 1
  if (fault.times <= 0) {
    faults.splice(faults.indexOf(fault), 1)
  }
  return fault
}
