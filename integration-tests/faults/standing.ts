/** How a sale can stand in the end. */

/** At Stripe: what the hold has become, and pages that take money. In Medusa: how many orders came of the cart. */
export type Standing = {
  readonly intent: "requires_capture" | "succeeded" | "canceled" | null
  readonly received: number
  readonly refunded: number
  readonly openPages: number
  readonly orders: number
  /** What the order reads. */
  readonly status: string | null
}

export const HELD: Standing = {
  intent: "requires_capture",
  received: 0,
  refunded: 0,
  openPages: 0,
  orders: 1,
  status: "approved",
}
export const PAID: Standing = {
  ...HELD,
  intent: "succeeded",
  received: 12000,
  status: "paid",
}
export const RELEASED: Standing = { ...HELD, intent: "canceled" }
/** Stripe's page is open. */
export const UNPAID: Standing = {
  ...HELD,
  intent: null,
  openPages: 1,
  orders: 0,
  status: null,
}
