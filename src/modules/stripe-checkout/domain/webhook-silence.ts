/**
 * Whether Stripe has stopped sending webhooks: events exist, and only sweeps have read them.
 * Pure.
 */

/** One alone may be late, or may have been lost on its way. */
export const MISSED_IN_A_ROW = 3

/** Stripe sends a webhook within seconds, and retries one that failed after minutes. */
const PATIENCE_MS = 10 * 60 * 1000

/** Older silence has been reported, and a shop that sells nothing hears nothing. */
export const WINDOW_MS = 24 * 60 * 60 * 1000

export interface SilenceFacts {
  /**
   * When the first events since the last webhook were read by a sweep, oldest first; at most
   * as many as count.
   */
  readonly missedAt: readonly Date[]
  /** When this was last checked; null for the first time. */
  readonly lastCheckAt: Date | null
  readonly now: Date
}

/** @returns true once for each silence: when it is new since the last check. */
export function isSilenceNews({
  missedAt,
  lastCheckAt,
  now,
}: SilenceFacts): boolean {
  const last = missedAt[MISSED_IN_A_ROW - 1]
  if (!last) {
    return false
  }
  const since = last.getTime() + PATIENCE_MS
  const wasKnown = lastCheckAt !== null && lastCheckAt.getTime() >= since
  return now.getTime() >= since && !wasKnown
}
