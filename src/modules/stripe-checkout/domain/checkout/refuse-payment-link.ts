/**
 * Whether a payment link may be created for an order. Pure. Amounts in minor units.
 */
import { checkChargeLimits } from "../money"

/** Why there can be no payment link now. */
export type PaymentLinkRefusal =
  | "order_canceled"
  /** A draft order without items has no total yet. */
  | "draft_without_total"
  /** Nothing is outstanding. */
  | "nothing_owed"
  /** What is outstanding is held already, or its payment is in process. */
  | "covered_by_hold"
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
  return checkChargeLimits(order.missing, order.currencyCode)?.kind ?? null
}
