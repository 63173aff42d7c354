/**
 * The other payments of an order, and what they leave for this one. Pure.
 *
 * The amount that is owed belongs to the order, so holds are captured in turn: what
 * another hold is about to capture, this one must not capture as well.
 */
import type { PaymentMoney } from "../order-status/money-status"

/** Another payment of the same purchase, as of its last synchronization. */
export interface OtherPayment extends PaymentMoney, Turn {
  /** What one capture of it may take where overcapture is granted; absent without. */
  readonly reach?: number
  /** How much more an increment holds than Medusa's payment has; absent where nothing. */
  readonly incremented?: number
  /** What its bank is still asked for, in minor units; absent where nothing is. */
  readonly onTheWay?: number
  /** Its oldest pending capture request; null where there is none. */
  readonly capture: PendingCapture | null
  /** Its hold is being captured, or Stripe holds it no longer, as was read just now. */
  readonly hasMoved: boolean
  /** Captured at Stripe and not in the order's ledger yet, in minor units. */
  readonly unrecorded: number
  /** What the bank may still pay of it, in minor units; absent where it has decided. */
  readonly pending?: number
}

export interface PendingCapture {
  /** Minor units; null captures what is held and owed. */
  readonly amount: number | null
  /** It may have reached Stripe already. */
  readonly hasBegun: boolean
}

/** What decides which of several holds is captured first. */
export interface Turn {
  readonly paymentSessionId: string
  /** ISO dates. */
  readonly createdAt: string
  /** Until when the issuer holds the money; null when not stated. */
  readonly captureBefore: string | null
}

/** The hold that lapses first is captured first, then the older one. */
export function compareTurns(one: Turn, other: Turn): number {
  return (
    compare(one.captureBefore ?? NEVER, other.captureBefore ?? NEVER) ||
    compare(one.createdAt, other.createdAt) ||
    compare(one.paymentSessionId, other.paymentSessionId)
  )
}

const NEVER = "9999"

function compare(one: string, other: string): number {
  if (one === other) {
    return 0
  }
  return one < other ? -1 : 1
}

/**
 * What the requests of the other holds will capture before this one's turn comes, in
 * minor units. What may have reached Stripe already always comes first.
 */
export function promisedToOthers(
  own: Turn & { readonly hasBegun: boolean },
  others: readonly OtherPayment[]
): number {
  return others.reduce((sum, other) => {
    const { capture, held, reach = held } = other
    const isPromised = capture !== null && comesBefore(other, own)
    return isPromised ? sum + Math.min(capture.amount ?? reach, reach) : sum
  }, 0)
}

/** What banks may still pay of the order, in minor units. */
export function pendingOfOthers(others: readonly OtherPayment[]): number {
  return others.reduce((sum, { pending = 0 }) => sum + pending, 0)
}

function comesBefore(
  other: OtherPayment,
  own: Turn & { readonly hasBegun: boolean }
): boolean {
  const hasBegun = other.capture?.hasBegun ?? false
  return hasBegun === own.hasBegun ? compareTurns(other, own) < 0 : hasBegun
}

/**
 * What the order owes, less what its other payments have brought and its ledger does not
 * count yet. Minor units.
 */
export function owedBeside(
  outstanding: number,
  others: readonly OtherPayment[]
): number {
  const unrecorded = others.reduce((sum, other) => sum + other.unrecorded, 0)
  return Math.max(0, outstanding - unrecorded)
}

/**
 * Whether the order's holds are more than it owes, so that what becomes of the others
 * decides how much of this one may be captured. Minor units.
 *
 * @param hold `held` with what is granted beyond it
 */
export function isContested(
  { held, owed }: { readonly held: number; readonly owed: number },
  others: readonly OtherPayment[]
): boolean {
  const together = others.reduce(
    (sum, other) => sum + (other.reach ?? other.held),
    held
  )
  return together > owed
}

/**
 * What Stripe has captured and the order's ledger does not count. Money that was refunded
 * is the shopper's again, so it pays for nothing. Minor units.
 */
export function unrecordedCapture({
  captured,
  refunded,
  recorded,
}: {
  readonly captured: number
  readonly refunded: number
  readonly recorded: number
}): number {
  return Math.max(0, captured - refunded - recorded)
}

/** What the order's other payments hold, or have on its way from a bank. Minor units. */
export function coveredByOthers(others: readonly OtherPayment[]): number {
  return others.reduce(
    (sum, { held, onTheWay = 0 }) => sum + held + onTheWay,
    0
  )
}
