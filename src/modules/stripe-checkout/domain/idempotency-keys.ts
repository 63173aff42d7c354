/**
 * Our idempotency keys: from the PaymentIntent, the operation, the amount and what was
 * moved before, so that the same intention always has the same key, whoever retries it
 * and however often. Core's keys change with each retry. Amounts in minor units.
 */

/** @param capture `keepsRest` is another parameter for Stripe, so it has another key */
export function captureKey(
  paymentIntentId: string,
  capture: {
    readonly capturedBefore: number
    readonly amount: number
    readonly keepsRest: boolean
  }
): string {
  const { amount, capturedBefore, keepsRest } = capture
  const key = `capture:${paymentIntentId}:${capturedBefore}:${amount}`
  return keepsRest ? `${key}:part` : key
}

/** @param amount what is to be held then */
export function incrementKey(paymentIntentId: string, amount: number): string {
  return `increment:${paymentIntentId}:${amount}`
}

export function releaseKey(paymentIntentId: string): string {
  return `release:${paymentIntentId}`
}

/** Of what is left of a hold of which parts were captured. */
export function releaseRestKey(
  paymentIntentId: string,
  captured: number
): string {
  return `release-rest:${paymentIntentId}:${captured}`
}

export function approveReviewKey(reviewId: string): string {
  return `approve:${reviewId}`
}

export function tagOrderKey(paymentIntentId: string, orderId: string): string {
  return `describe:${paymentIntentId}:${orderId}`
}

export function bindPaymentIntentKey(
  paymentIntentId: string,
  paymentSessionId: string
): string {
  return `name:${paymentIntentId}:${paymentSessionId}`
}

/** @param refund `madeBefore` counts the refunds at the same step, which have used up their keys */
export function refundKey(
  paymentIntentId: string,
  refund: {
    readonly refundedBefore: number
    readonly amount: number
    readonly madeBefore: number
  }
): string {
  const { refundedBefore, amount, madeBefore } = refund
  return `refund:${paymentIntentId}:${refundedBefore}:${amount}:${madeBefore}`
}

/** @param attempt `plan` is a hash of all that is sent, so that other parameters have another key */
export function openCheckoutSessionKey(
  paymentSessionId: string,
  attempt: { readonly attempt: number; readonly plan: string }
): string {
  return `open:${paymentSessionId}:${attempt.attempt}:${attempt.plan.slice(0, 16)}`
}

/** @param customer `replaced` is the Stripe customer that is no more; `described` a hash of what is sent */
export function customerKey(
  customerId: string,
  customer: { readonly replaced: string | null; readonly described: string }
): string {
  const { replaced, described } = customer
  return `customer:${customerId}:${replaced ?? "first"}:${described.slice(0, 16)}`
}

/** @param change `writtenAt` is when Medusa's record of the customer was last written */
export function customerEmailKey(
  stripeCustomerId: string,
  change: { readonly mark: string; readonly writtenAt: string }
): string {
  return `email:${stripeCustomerId}:${change.writtenAt}:${change.mark}`
}

/** @param plan a hash of all that is sent, and of the endpoints that the address has already */
export function webhookEndpointKey(account: string, plan: string): string {
  return `endpoint:${account}:${plan.slice(0, 32)}`
}

/** A card that was removed cannot be saved again under the same id. */
export function removeCardKey(paymentMethodId: string): string {
  return `remove:${paymentMethodId}`
}

/** @param attempt `plan` is a hash of all that is sent */
export function createOffSessionKey(
  paymentSessionId: string,
  attempt: { readonly attempt: number; readonly plan: string }
): string {
  return `off-session:${paymentSessionId}:${attempt.attempt}:${attempt.plan.slice(0, 16)}`
}

/** A PaymentIntent is confirmed once. */
export function confirmOffSessionKey(paymentIntentId: string): string {
  return `confirm:${paymentIntentId}`
}

export function endOffSessionKey(paymentIntentId: string): string {
  return `end:${paymentIntentId}`
}
