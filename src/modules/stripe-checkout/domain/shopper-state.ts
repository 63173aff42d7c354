/**
 * How a payment stands for the one who pays. Pure.
 */
export type ShopperState =
  /** Not paid yet: the pay link leads to Stripe. */
  | "open"
  /** Paid or being checked; the order is not there yet. */
  | "processing"
  /** The order is placed. */
  | "confirmed"
  /** The page ran out; the pay link opens a new one. */
  | "expired"
  /** The money went back, or never was to be taken. */
  | "released"

/** As of the last look at Stripe; null where there was none. */
export interface PaymentSeen {
  readonly state: string
  readonly order_id: string | null
  readonly is_releasing: boolean
}

export function readShopperState(seen: PaymentSeen | null): ShopperState {
  if (!seen) {
    return "open"
  }
  if (seen.is_releasing) {
    return "released"
  }
  switch (seen.state) {
    case "awaiting_customer":
      return "open"
    case "expired":
      return "expired"
    case "canceled":
      return "released"
    case "authorized":
    case "captured":
      return seen.order_id ? "confirmed" : "processing"
    default:
      return "processing"
  }
}
