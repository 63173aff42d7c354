/** What a test wants to go wrong between an event and the shop, and when Stripe tries again. */
export type DeliveryPolicy = {
  paused: boolean
  /** Events that are never sent to anybody, however often Stripe would try. */
  dropNext: number
  /** Events that are sent twice at once. */
  duplicateNext: number
  /** Events for which Stripe makes a second event object about the same change. */
  doubleNext: number
  /** Events that wait before their first attempt. */
  delayNext: { times: number; seconds: number }
  /** Events signed with this secret instead of the endpoint's own. */
  signNextWith: { times: number; secret: string }
  retryDelays: readonly number[]
}

/** Stripe tries for three days; here the same idea fits into a coffee break. Moving the clock brings retries forward. */
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
