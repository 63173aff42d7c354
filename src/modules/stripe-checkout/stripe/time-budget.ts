/**
 * How long a series of Stripe calls may take in total.
 *
 * Core holds locks around some provider calls (120 s in completion, 10 s in a cart
 * refresh), and a shopper waits behind others. Stripe must never outlast them.
 */
export interface TimeBudget {
  readonly totalMs: number
  /** Retries by the SDK, for network errors, 409 and 5xx, under the same idempotency key. */
  readonly retries: number
}

export const TIME_BUDGETS = {
  /** Inside core's cart lock of 120 s, next to core's own work. */
  authorize: { totalMs: 20_000, retries: 1 },
  /** Core's cart refresh holds its lock for 10 s, and may delete several sessions. */
  deletePayment: { totalMs: 3_000, retries: 0 },
  /** A shopper waits in front of a blank page. */
  payRoute: { totalMs: 10_000, retries: 1 },
  /** A merchant waits in the admin, and nothing is lost without an answer. */
  adminRead: { totalMs: 3_000, retries: 0 },
  /** Nobody waits: captures, releases, refunds, sync passes. */
  background: { totalMs: 20_000, retries: 1 },
} as const satisfies Record<string, TimeBudget>

export interface RequestLimits {
  readonly timeout: number
  readonly maxNetworkRetries: number
}

/** Starts the clock; each call of the result returns the next request's limits. */
export function startTimeBudget(budget: TimeBudget): () => RequestLimits {
  const end = Date.now() + budget.totalMs
  return () => {
    const remaining = Math.max(end - Date.now(), MINIMUM_TIMEOUT_MS)
    return {
      timeout: Math.floor(remaining / (budget.retries + 1)),
      maxNetworkRetries: budget.retries,
    }
  }
}

/** A request that starts at the last moment still gets a fair chance to be answered. */
const MINIMUM_TIMEOUT_MS = 500
