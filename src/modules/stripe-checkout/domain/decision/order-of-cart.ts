/**
 * What the order of a cart means for a payment of that cart which Medusa has not
 * authorized: it has no payment yet, it was paid with another one, or it is left unpaid.
 *
 * A missing payment proves nothing: core links order and cart before it authorizes. Nor
 * does a free lock: it may have been lost with its store.
 */

/** A payment in one of the order's payment collections; Medusa authorized it. */
export interface PaymentOfOrder {
  /** Of the payment session in question. */
  readonly isOwn: boolean
  readonly isCanceled: boolean
}

export interface OrderOfCartFacts {
  readonly payments: readonly PaymentOfOrder[]
  /** Its completion has not ended as far as is known, and may still undo the order. */
  readonly isEnding: boolean
  readonly ageMs: number
}

export type OrderOfCartMeaning =
  /** It has no payment yet, and may get one at any moment. */
  | "being_paid"
  /** Another payment is authorized: this one is not needed. */
  | "paid_by_other_payment"
  /** Whoever placed it has ended without a payment: this one was meant for it. */
  | "left_unpaid"

/** Longer than any completion of a cart takes, with all its retries. */
export const LONGEST_COMPLETION_MS = 10 * 60 * 1000

export function readOrderOfCartMeaning({
  payments,
  isEnding,
  ageMs,
}: OrderOfCartFacts): OrderOfCartMeaning {
  // Authorized since it was read: the next sync pass reads it.
  if (payments.some(({ isOwn }) => isOwn)) {
    return "being_paid"
  }
  if (payments.some(({ isCanceled }) => !isCanceled)) {
    return isEnding ? "being_paid" : "paid_by_other_payment"
  }
  return ageMs > LONGEST_COMPLETION_MS ? "left_unpaid" : "being_paid"
}
