/**
 * Which hold covers how much of a capture, and what of it is released. As the server shares
 * it out: in turn, what is held before what overcapture grants beyond it, and each hold can
 * be captured once.
 */
import type { PaymentDescription } from "../../api/admin/stripe-checkout/orders/responses"

/** Major units. */
export interface PlannedCapture {
  readonly paymentSessionId: string
  readonly held: number
  readonly captured: number
  /** What the capture leaves of the hold, and Stripe releases. */
  readonly released: number
  /** What stays held, with multicapture; absent without. */
  readonly kept?: number
}

type Hold = Pick<
  PaymentDescription,
  "payment_session_id" | "amounts" | "actions"
>

/** The most decimals that any currency has; anything smaller is floating-point noise. */
const MAX_DECIMALS = 3

/** @param amount major units over all holds; null captures what each of them covers */
export function planCapture(
  payments: readonly Hold[],
  amount: number | null
): PlannedCapture[] {
  const holds = inTurn(payments)
  let left = amount
  let uncovered = exact((amount ?? 0) - sumHeld(holds))
  return holds.flatMap((hold) => {
    const { held } = hold.amounts
    const { amount: offered, beyond_hold: granted = 0 } = hold.actions.capture
    const beyond = Math.max(0, Math.min(granted, uncovered))
    uncovered = exact(uncovered - beyond)
    const captured =
      left === null ? offered : Math.min(exact(held + beyond), left)
    left = left === null ? null : exact(left - captured)
    const rest = Math.max(0, exact(held - captured))
    const isKept = hold.actions.capture.keeps_rest && captured < offered
    return captured > 0
      ? {
          paymentSessionId: hold.payment_session_id,
          held,
          captured,
          released: isKept ? 0 : rest,
          ...(isKept ? { kept: rest } : {}),
        }
      : []
  })
}

/** Exactly what is held is captured. */
export function isWhole({ captured, held }: PlannedCapture): boolean {
  return captured === held
}

/** Major units over all holds. */
export function sumReleased(plan: readonly PlannedCapture[]): number {
  return exact(plan.reduce((sum, { released }) => sum + released, 0))
}

function sumHeld(holds: readonly Hold[]): number {
  return holds.reduce((sum, { amounts }) => sum + amounts.held, 0)
}

function inTurn(payments: readonly Hold[]): Hold[] {
  const turnOf = ({ actions }: Hold): number => actions.capture.turn ?? Infinity
  return payments
    .filter(({ actions }) => actions.capture.turn !== null)
    .sort((one, other) => turnOf(one) - turnOf(other))
}

function exact(amount: number): number {
  return Number(amount.toFixed(MAX_DECIMALS))
}
