/** How large the shop is that gets measured. */
export type Size = {
  readonly payments: number
  readonly events: number
  /** In the last weeks. */
  readonly ordersPerDay: number
}

export const DEFAULT_SIZE: Size = {
  payments: 1_000_000,
  events: 5_000_000,
  ordersPerDay: 10_000,
}

/** A shop of the same shape with so many payments. */
export function sizeOf(payments: number): Size {
  return {
    payments,
    events: payments * (DEFAULT_SIZE.events / DEFAULT_SIZE.payments),
    ordersPerDay: Math.min(
      DEFAULT_SIZE.ordersPerDay,
      Math.ceil(payments / FEWEST_DAYS)
    ),
  }
}

/** A small shop, too, has days that are over. */
const FEWEST_DAYS = 10
