/**
 * The shopper is back from Stripe: where do they go on? Pure.
 *
 * Coming back proves nothing; the state was read from Stripe just now.
 */
import type { SynchronizationResult } from "../../../workflows/steps/look-until-settled"

export type ReturnDecision =
  | { readonly kind: "confirmed"; readonly orderId: string }
  /** Paid, but not by this browser: the order's id is not for it. */
  | { readonly kind: "paid" }
  | { readonly kind: "back"; readonly reason: string }
  /** The order's hold was given back. */
  | { readonly kind: "released" }
  | { readonly kind: "wait" }

export function decideReturn(
  result: SynchronizationResult | null,
  isPayingBrowser: boolean
): ReturnDecision {
  switch (result?.state) {
    case "authorized":
    case "captured":
      if (!result.order_id) {
        return { kind: "wait" }
      }
      return isPayingBrowser
        ? { kind: "confirmed", orderId: result.order_id }
        : { kind: "paid" }
    case "awaiting_customer":
      return { kind: "back", reason: "not_paid" }
    case "expired":
      return { kind: "back", reason: "expired" }
    case "canceled":
      return result.order_id
        ? { kind: "released" }
        : { kind: "back", reason: "released" }
    default:
      return { kind: "wait" }
  }
}
