/**
 * Whether a payment link may be created for an order. Pure. Amounts in minor units.
 */
import { checkChargeLimits } from "../money"
import { dueAmount } from "../payment-links/link-terms"

/** Why there can be no payment link now. */
export type PaymentLinkRefusal =
  | "order_canceled"
  /** A draft order without items has no total yet. */
  | "draft_without_total"
  /** Nothing is outstanding. */
  | "nothing_owed"
  /** What is outstanding is held already, or its payment is in process. */
  | "covered_by_hold"
  /** A part was requested that is more than what is missing. */
  | "more_than_missing"
  /** Stripe has limits for a single payment. */
  | "amount_too_small"
  | "amount_too_large"
  /** No provider of the plugin is enabled in the order's region. */
  | "provider_not_enabled"

export interface RequestableOrder {
  readonly isCanceled: boolean
  readonly isDraft: boolean
  readonly currencyCode: string
  readonly outstanding: number
  /** The outstanding amount less what is on its way. */
  readonly missing: number
  /** The part that is requested now; absent or null requests all of what is missing. */
  readonly chosen?: number | null
}

/** @returns null where the missing amount can be requested. */
export function refusePaymentLink(
  order: RequestableOrder
): PaymentLinkRefusal | null {
  if (order.isCanceled) {
    return "order_canceled"
  }
  if (order.outstanding <= 0) {
    return order.isDraft ? "draft_without_total" : "nothing_owed"
  }
  if (order.missing <= 0) {
    return "covered_by_hold"
  }
  const { chosen = null, missing } = order
  if (chosen !== null && chosen > missing) {
    return "more_than_missing"
  }
  const due = dueAmount({ amount: chosen }, missing)
  return checkChargeLimits(due, order.currencyCode)?.kind ?? null
}
