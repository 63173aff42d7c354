/** Faults that a test set for deliveries, and the delays between retries. */
export type DeliveryPolicy = {
  paused: boolean
  /** Events that are never sent, not even by a retry. */
  dropNext: number
  /** Events that are sent twice at the same time. */
  duplicateNext: number
  /** Events for which Stripe creates a second event object about the same change. */
  doubleNext: number
  /** Events that wait before their first attempt. */
  delayNext: { times: number; seconds: number }
  /** Events that are signed with this secret instead of the endpoint's own. */
  signNextWith: { times: number; secret: string }
  retryDelays: readonly number[]
}

/** Stripe retries for three days; the emulator for about an hour. Advancing the clock makes retries due. */
const shortenedRetryDelays = [5, 30, 120, 600, 3600]

export function defaultDeliveryPolicy(
  retryDelays: readonly number[] = shortenedRetryDelays
): DeliveryPolicy {
  return {
    paused: false,
    dropNext: 0,
    duplicateNext: 0,
    doubleNext: 0,
    delayNext: { times: 0, seconds: 0 },
    signNextWith: { times: 0, secret: "" },
    retryDelays,
  }
}
