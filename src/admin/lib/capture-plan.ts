/**
 * Which hold covers how much of a capture, and what of it is released. As the server shares
 * it out: in turn, and each hold can be captured once.
 */
import type { PaymentDescription } from "../../api/admin/stripe-checkout/orders/responses"

/** Major units. */
export interface PlannedCapture {
  readonly paymentSessionId: string
  readonly held: number
  readonly captured: number
  /** What the capture leaves of the hold, and Stripe releases. */
  readonly released: number
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
  let left = amount
  return inTurn(payments).flatMap((hold) => {
    const { held } = hold.amounts
    const captured =
      left === null ? hold.actions.capture.amount : Math.min(held, left)
    left = left === null ? null : exact(left - captured)
    return captured > 0
      ? {
          paymentSessionId: hold.payment_session_id,
          held,
          captured,
          released: exact(held - captured),
        }
      : []
  })
}

/** Major units over all holds. */
export function sumReleased(plan: readonly PlannedCapture[]): number {
  return exact(plan.reduce((sum, { released }) => sum + released, 0))
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
