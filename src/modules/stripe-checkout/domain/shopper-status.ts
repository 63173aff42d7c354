/**
 * The status of a payment, as its shopper sees it. Pure.
 */
export type ShopperStatus =
  /** Not paid yet: the pay link leads to Stripe. */
  | "open"
  /** Paid or being checked; the order is not there yet. */
  | "processing"
  /** The order is placed. */
  | "confirmed"
  /** The Checkout Session expired; the pay link opens a new one. */
  | "expired"
  /** The bank refused the payment later; the pay link opens a new Checkout Session. */
  | "failed"
  /** The money was released or refunded, or was never to be captured. */
  | "released"

/** As of the last synchronization; null where there was none. */
export interface PaymentSeen {
  readonly state: string
  readonly order_id: string | null
  readonly release_requested: boolean
  /** Medusa's payment: an order was placed with it. */
  readonly payment_id?: string | null
}

/**
 * @param isStarted whether Medusa still has the payment session; a deleted one can no
 * longer be paid
 */
export function readShopperStatus(
  seen: PaymentSeen | null,
  isStarted: boolean
): ShopperStatus {
  if (!seen) {
    return "open"
  }
  if (seen.release_requested) {
    return "released"
  }
  if (isPlacedAtOnce(seen)) {
    return "confirmed"
  }
  switch (seen.state) {
    case "awaiting_customer":
      return isStarted ? "open" : "released"
    case "expired":
    case "failed":
      return isStarted ? seen.state : "released"
    case "canceled":
      return "released"
    case "authorized":
    case "captured":
      return seen.order_id ? "confirmed" : "processing"
    default:
      return "processing"
  }
}

/** The order does not wait for the bank, whatever that decides. */
function isPlacedAtOnce({ order_id, payment_id, state }: PaymentSeen): boolean {
  return (
    Boolean(order_id && payment_id) &&
    ["processing", "failed", "expired"].includes(state)
  )
}
