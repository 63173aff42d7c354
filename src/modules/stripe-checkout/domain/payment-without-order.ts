/**
 * What a merchant can do about paid money that has no order. Pure.
 */

/** As of the last synchronization. Amounts in major units. */
export interface PaymentSeen {
  readonly state: string
  readonly order_id: string | null
  /** Final: its hold is being released because no order will come. */
  readonly release_requested: boolean
  readonly amount_captured: string
  readonly amount_refunded: string
}

export interface PaymentWithoutOrder {
  readonly seen: PaymentSeen
  readonly hasPendingRequest: boolean
  /** Its Stripe account is still configured. */
  readonly isAccountKnown: boolean
}

/** Why an action is not possible. */
export type WithoutOrderRefusal =
  | "order_placed"
  | "nothing_held"
  | "money_captured"
  | "being_released"
  | "already_requested"
  | "account_missing"

/** Whether placing the order can be tried once more. */
export function refuseRetry(
  payment: PaymentWithoutOrder
): WithoutOrderRefusal | null {
  const refusal = refuseBoth(payment)
  const isOver = payment.seen.release_requested
  return isOver && !isFinal(refusal) ? "being_released" : refusal
}

/** Whether the hold can be released. Captured money cannot; it can be refunded at Stripe. */
export function refuseRelease(
  payment: PaymentWithoutOrder
): WithoutOrderRefusal | null {
  const refusal = refuseBoth(payment)
  const isCaptured = payment.seen.state === "captured"
  return isCaptured && !isFinal(refusal) ? "money_captured" : refusal
}

function refuseBoth({
  seen,
  hasPendingRequest,
  isAccountKnown,
}: PaymentWithoutOrder): WithoutOrderRefusal | null {
  if (seen.order_id !== null) {
    return "order_placed"
  }
  if (!hasMoney(seen)) {
    return "nothing_held"
  }
  if (!isAccountKnown) {
    return "account_missing"
  }
  return hasPendingRequest ? "already_requested" : null
}

/** Nothing else could be said about the payment. */
function isFinal(refusal: WithoutOrderRefusal | null): boolean {
  return refusal === "order_placed" || refusal === "nothing_held"
}

function hasMoney(seen: PaymentSeen): boolean {
  const isKept = Number(seen.amount_captured) > Number(seen.amount_refunded)
  return seen.state === "authorized" || (seen.state === "captured" && isKept)
}
