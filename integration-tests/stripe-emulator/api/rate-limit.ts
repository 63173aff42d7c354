import type { Emulator } from "../state/emulator"
import { StripeError } from "./stripe-error"

const wholeSecondMs = 1000

/** Rejects requests above the limit. Counted in real time, because clients send in real time. */
export function checkRateLimit({ rateLimit, recentRequests }: Emulator): void {
  if (rateLimit === null) {
    return
  }
  const now = performance.now()
  while ((recentRequests[0] ?? now) <= now - wholeSecondMs) {
    recentRequests.shift()
  }
  if (recentRequests.length >= rateLimit) {
    throw tooManyRequests()
  }
  recentRequests.push(now)
}

export function tooManyRequests(): StripeError {
  return new StripeError(
    429,
    {
      type: "invalid_request_error",
      code: "rate_limit",
      message:
        "Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.",
    },
    { "Stripe-Rate-Limited-Reason": "global-rate" }
  )
}
