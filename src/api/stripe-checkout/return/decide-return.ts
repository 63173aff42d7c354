/**
 * Where the shopper continues after coming back from Stripe. Pure.
 *
 * Coming back proves nothing; the state has just been read from Stripe.
 */
import type { PaymentRow } from "../../../modules/stripe-checkout/repositories/payment-row"
import type { SynchronizePaymentResult } from "../../../workflows/synchronization/synchronization-result"

export type ReturnDecision =
  | { readonly kind: "confirmed"; readonly orderId: string }
  /** Paid, but not by this browser, which must not learn the order's id. */
  | { readonly kind: "paid" }
  | { readonly kind: "back"; readonly reason: string }
  /** The order's hold was released. */
  | { readonly kind: "released" }
  /** Paid, but the store could not place the order yet. */
  | { readonly kind: "held_up" }
  | { readonly kind: "recheck_later" }

export interface ReturnFacts {
  /** No other browser learns the order's id. */
  readonly isPayingBrowser: boolean
  readonly isUnplaceable: boolean
  /** The shopper has left Stripe's page without paying. */
  readonly hasLeft: boolean
  /** Its order is placed, and the bank decides later; absent where it is not so. */
  readonly isPlacedAtOnce?: boolean
}

export type ReturnOutcome = Pick<SynchronizePaymentResult, "state" | "order_id">

/**
 * A payment that has its order, or is over, is not read again for a visitor who comes back:
 * whatever happens to it later is no news for this page.
 *
 * @returns null where Stripe has to be asked
 */
export function readKnownOutcome({
  state,
  order_id,
  next_sync_at,
  payment_id,
}: PaymentRow): ReturnOutcome | null {
  const isAtRest = next_sync_at === null
  switch (state) {
    case "authorized":
    case "captured":
      return isAtRest && order_id && payment_id ? { state, order_id } : null
    case "canceled":
      return isAtRest ? { state, order_id } : null
    default:
      return null
  }
}

export function decideReturn(
  result: ReturnOutcome | null,
  facts: ReturnFacts
): ReturnDecision {
  const { hasLeft, isUnplaceable } = facts
  const pending = { kind: isUnplaceable ? "held_up" : "recheck_later" } as const
  if (facts.isPlacedAtOnce && result?.order_id) {
    // Nothing is paid yet, so no other browser reads that it is.
    return confirm(result.order_id, facts, { kind: "recheck_later" })
  }
  switch (result?.state) {
    case "authorized":
    case "captured":
      if (!result.order_id) {
        return pending
      }
      return confirm(result.order_id, facts, { kind: "paid" })
    case "awaiting_customer":
      return { kind: "back", reason: hasLeft ? "canceled" : "not_paid" }
    case "expired":
    case "failed":
      return { kind: "back", reason: result.state }
    case "canceled":
      return result.order_id
        ? { kind: "released" }
        : { kind: "back", reason: "released" }
    default:
      return pending
  }
}

/** @param toOthers what another browser reads, which does not learn the order's id */
function confirm(
  orderId: string,
  { isPayingBrowser }: ReturnFacts,
  toOthers: ReturnDecision
): ReturnDecision {
  return isPayingBrowser ? { kind: "confirmed", orderId } : toOthers
}
