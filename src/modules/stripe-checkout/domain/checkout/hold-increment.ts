/**
 * Which of an order's holds is to be incremented, and to what, when a merchant requests what
 * the order owes. Pure; amounts in minor units.
 */
import { compareTurns, type Turn } from "../decision/order-money"
import { checkChargeLimits } from "../money"

/** One of the order's payments. */
export interface IncrementableHold extends Turn {
  readonly state: string
  readonly held: number
  readonly captured: number
  /** The card's issuer grants it. */
  readonly mayIncrement: boolean
  /** Something else is requested of it already. */
  readonly isRequested: boolean
  /** The time in which it can be captured is over. */
  readonly hasEnded: boolean
}

export interface OrderToCover {
  readonly currencyCode: string
  /** What a payment link would request. */
  readonly missing: number
  /** What nobody holds; at least as much. */
  readonly notHeld: number
  /** It is requested in another way already: two ways could both be paid. */
  readonly hasOpenRequest: boolean
  readonly holds: readonly IncrementableHold[]
}

export type IncrementChoice =
  /** The order has no hold that could be incremented, or needs none to be. */
  | { readonly kind: "none" }
  /** There is a hold, but its issuer grants nothing. */
  | { readonly kind: "not_granted"; readonly paymentSessionId: string }
  | {
      readonly kind: "increment"
      readonly paymentSessionId: string
      /** What is to be held then. */
      readonly amount: number
      /** By how much more that is. */
      readonly by: number
    }

export function chooseIncrement(order: OrderToCover): IncrementChoice {
  const { currencyCode, hasOpenRequest, holds, missing, notHeld } = order
  const untouched = holds
    .filter(isUntouched)
    // The one that lapses last is held the longest.
    .sort((one, other) => compareTurns(other, one))
  const [first] = untouched
  if (missing <= 0 || hasOpenRequest || !first) {
    return { kind: "none" }
  }
  const granted = untouched.find(({ mayIncrement }) => mayIncrement)
  if (!granted) {
    return { kind: "not_granted", paymentSessionId: first.paymentSessionId }
  }
  const { held, paymentSessionId } = granted
  const amount = held + notHeld
  return checkChargeLimits(amount, currencyCode) === null
    ? { kind: "increment", paymentSessionId, amount, by: notHeld }
    : { kind: "none" }
}

function isUntouched(hold: IncrementableHold): boolean {
  const { captured, hasEnded, held, isRequested, state } = hold
  return (
    state === "authorized" &&
    held > 0 &&
    captured === 0 &&
    !isRequested &&
    !hasEnded
  )
}
