/**
 * What may still be requested for an order: its outstanding amount, less what is already
 * on its way. Pure. Amounts in minor units.
 */
import type { PaymentState } from "../decision/payment-state"

export interface CoveringPayment {
  readonly paymentSessionId: string
  /** At Stripe, as of its last synchronization. */
  readonly state: PaymentState
  readonly capturable: number
  /** What one capture may take where overcapture is granted; absent without. */
  readonly reach?: number
  /** Captured at Stripe and not in the order's ledger yet. */
  readonly unrecorded: number
  /** What the shopper was asked to pay. */
  readonly amount: number
}

export interface AmountsOfOrder {
  readonly outstanding: number
  readonly ours: readonly CoveringPayment[]
  /** What other providers hold for the order. */
  readonly heldElsewhere: number
}

/** @param exceptFor a payment session whose own money does not count */
export function missingAmount(
  { outstanding, ours, heldElsewhere }: AmountsOfOrder,
  exceptFor: string | null = null
): number {
  const covered = ours
    .filter(({ paymentSessionId }) => paymentSessionId !== exceptFor)
    .reduce((sum, payment) => sum + coveredBy(payment), heldElsewhere)
  return Math.max(0, outstanding - covered)
}

/**
 * What nobody holds, also where overcapture grants it: a hold that is incremented is
 * incremented by all of it, whatever becomes of the grant.
 */
export function notHeldAmount(amounts: AmountsOfOrder): number {
  return missingAmount({
    ...amounts,
    ours: amounts.ours.map((payment) => ({
      ...payment,
      reach: payment.capturable,
    })),
  })
}

/** What the order's ledger counts has lowered the outstanding amount already. */
function coveredBy(payment: CoveringPayment): number {
  const { state, capturable, reach = capturable, amount, unrecorded } = payment
  switch (state) {
    case "captured":
      return unrecorded
    case "authorized":
      return reach + unrecorded
    case "processing":
      return amount
    case "awaiting_customer":
    case "expired":
    case "failed":
    case "canceled":
    case "unrecognized":
      return 0
  }
}
