/** Technical failures of a request to Stripe. "before" and "after" mean before and after the request took effect. */
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
  /** Prefix of the path. Null: any path. */
  path: string | null
  /** Regular expression that the path must match too. */
  pattern: string | null
  kind: FaultKind
  /** How many more requests it affects. */
  times: number
  /** For `slow`. */
  seconds: number
  /** Names the request that it holds; null if nobody waits for it. */
  hold: string | null
}

export type HeldRequestView = {
  id: string
  method: string
  path: string
  phase: "before" | "after"
}

/** A request that stays without an answer until a test releases it. */
export type HeldRequest = HeldRequestView & {
  hold: string | null
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
