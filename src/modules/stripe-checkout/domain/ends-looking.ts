import type { PaymentDecisionKind } from "./payment-decision"

/** The money that was bound anew is its heir's from there on. */
const LAST = new Set<PaymentDecisionKind>(["rest", "wait", "bind_anew"])

/** Whether nothing is left to do for this payment now. */
export function endsLooking(kind: PaymentDecisionKind): boolean {
  return LAST.has(kind)
}
