/**
 * The order in which the card shows an order's payments: where money still is, or may come
 * from, before what is over. Pure.
 */
import type { PaymentDescription, PaymentStatus } from "./responses"

const RANKS: Readonly<Record<PaymentStatus, number>> = {
  held: 0,
  capture_failed: 0,
  processing: 1,
  captured: 2,
  partially_captured: 2,
  partially_refunded: 2,
  unrecognized: 3,
  awaiting_customer: 4,
  refunded: 5,
  released: 6,
  lapsed: 6,
  failed: 7,
  expired: 7,
}

/** For sorting; payments of one rank stay as they are. */
export function livingFirst(
  one: Pick<PaymentDescription, "payment_status" | "paid_by_other_payment">,
  other: Pick<PaymentDescription, "payment_status" | "paid_by_other_payment">
): number {
  return rankOf(one) - rankOf(other)
}

/** What the order was not placed with comes after what it was placed with. */
function rankOf({
  payment_status: status,
  paid_by_other_payment: isBeside,
}: Parameters<typeof livingFirst>[0]): number {
  return RANKS[status] + (isBeside ? 0.5 : 0)
}
