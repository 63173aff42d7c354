import type Stripe from "stripe"

import type { RequestLimits } from "./time-budget"
import { isRepeatedFailure, translateErrors } from "./translate-error"

/** Far more definite refusals in one day than any person would provoke. */
const MAXIMUM_ATTEMPTS = 50

/**
 * Calls Stripe under a stable key, and under the key's next attempt when Stripe
 * only repeats an old failure.
 *
 * Stripe stores its first answer to a key for a day, failures included. A capture
 * that the issuer declined this morning would so be declined until tomorrow without
 * anyone asking the issuer again. A repeated answer is known by its header.
 *
 * The next attempt is safe only because of two things: the caller has looked at
 * Stripe before, so an effect behind a stored failure would have been seen, and the
 * SDK does not retry here, so a repeated failure is older than that look. Callers
 * that race count the same way and share one key.
 *
 * @see https://docs.stripe.com/api/idempotent_requests
 */
export async function withFreshAttempt<T>(
  key: string,
  limits: RequestLimits,
  call: (options: Stripe.RequestOptions) => Promise<T>
): Promise<T> {
  const attemptOptions = (attempt: number): Stripe.RequestOptions => ({
    timeout: limits.timeout,
    maxNetworkRetries: 0,
    idempotencyKey: attempt === 1 ? key : `${key}:${attempt}`,
  })
  return translateErrors(() => tryFrom(1))

  async function tryFrom(attempt: number): Promise<T> {
    try {
      return await call(attemptOptions(attempt))
    } catch (error) {
      if (!isRepeatedFailure(error) || attempt >= MAXIMUM_ATTEMPTS) {
        throw error
      }
      return tryFrom(attempt + 1)
    }
  }
}
