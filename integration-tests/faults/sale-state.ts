/**
 * The state of a sale. At Stripe: what became of the hold, and which Checkout Sessions can still be paid. In Medusa: how
 * many orders the cart has, and their status.
 */
export type SaleState = {
  readonly intent: "requires_capture" | "succeeded" | "canceled" | null
  readonly received: number
  readonly refunded: number
  readonly openCheckoutSessions: number
  /** Held or captured for the order beside what paid the cart. */
  readonly paidLater: number
  readonly orders: number
  /** The order status. */
  readonly status: string | null
}

export const HELD: SaleState = {
  intent: "requires_capture",
  received: 0,
  refunded: 0,
  openCheckoutSessions: 0,
  paidLater: 0,
  orders: 1,
  status: "approved",
}
export const PAID: SaleState = {
  ...HELD,
  intent: "succeeded",
  received: 12000,
  status: "paid",
}
/** 100.00 EUR more are held, with the customer's saved card. */
export const CHARGED: SaleState = { ...HELD, paidLater: 10000 }
export const RELEASED: SaleState = { ...HELD, intent: "canceled" }
/** The Checkout Session is open. */
export const UNPAID: SaleState = {
  ...HELD,
  intent: null,
  openCheckoutSessions: 1,
  orders: 0,
  status: null,
}
