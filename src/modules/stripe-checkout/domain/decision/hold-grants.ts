/**
 * What an issuer grants beyond one capture of exactly what it holds. It counts as the charge
 * says, whatever was requested. Pure; amounts in minor units.
 */

export interface HoldGrants {
  /** What one capture of the untouched hold may take at most; null without overcapture. */
  readonly mostCapturable: number | null
  /** Multicapture: a part can be captured, and the rest stays held. */
  readonly keepsRest: boolean
  /** The issuer can be asked to hold more, as long as nothing is captured; absent where not. */
  readonly mayIncrement?: true
}

/** A hold, and how much of it is left. */
interface GrantedHold {
  readonly held: number
  readonly captured: number
  readonly mostCapturable: number | null
}

/** One hold among several. */
interface HoldReach {
  readonly held: number
  /** What one capture may take at most; never less than is held. */
  readonly reach: number
}

/** Overcapture is granted to the one capture of a hold, not to its last part. */
export function reachOf({
  held,
  captured,
  mostCapturable,
}: GrantedHold): number {
  const isUntouched = held > 0 && captured === 0
  return isUntouched && mostCapturable !== null
    ? Math.max(held, mostCapturable)
    : held
}

/** The same of a reading of Stripe. */
export function reachOfIntent(
  intent: {
    readonly amountCapturable: number
    readonly amountReceived: number
    readonly grants?: HoldGrants
  } | null
): number {
  return intent
    ? reachOf({
        held: intent.amountCapturable,
        captured: intent.amountReceived,
        mostCapturable: intent.grants?.mostCapturable ?? null,
      })
    : 0
}

/**
 * How much is captured of each hold beyond what it holds, so that an amount is reached that
 * all of them together do not hold. The first ones come first. What is held anywhere is
 * captured before anything beyond a hold.
 */
export function shareBeyondHolds(
  amount: number,
  holds: readonly HoldReach[]
): number[] {
  let uncovered = amount - holds.reduce((sum, { held }) => sum + held, 0)
  return holds.map(({ held, reach }) => {
    const beyond = Math.max(0, Math.min(reach - held, uncovered))
    uncovered -= beyond
    return beyond
  })
}

/** What one hold may capture of an order: beyond itself only what nothing else covers. */
export function capturableOf(
  { held, reach }: HoldReach,
  order: {
    readonly owed: number
    /** What is held or on its way by its other payments. */
    readonly coveredByOthers: number
  }
): number {
  const left = order.owed - order.coveredByOthers
  const [beyond = 0] = shareBeyondHolds(left, [{ held, reach }])
  return held + beyond
}
