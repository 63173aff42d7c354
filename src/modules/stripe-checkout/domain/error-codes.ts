/**
 * Codes that the provider's errors carry through Medusa's workflows to whoever asked.
 * Type, code and message are all that survives that way.
 */

/** Trying again later may work. */
export const STRIPE_UNAVAILABLE = "stripe_unavailable"

/** Nothing works until somebody mends the keys or their permissions. */
export const STRIPE_MISCONFIGURED = "stripe_misconfigured"

/** The issuer or Stripe said no. */
export const STRIPE_REFUSED = "stripe_refused"

export const NOT_PAID = "stripe_checkout_not_paid"
export const PROCESSING = "stripe_checkout_processing"
export const HOLD_GONE = "stripe_checkout_hold_gone"
export const REST_RELEASED = "stripe_checkout_rest_released"
export const AMOUNT_OFF_STEP = "stripe_checkout_amount_off_step"
export const AMOUNT_MISMATCH = "stripe_checkout_amount_mismatch"
export const CURRENCY_MISMATCH = "stripe_checkout_currency_mismatch"
export const FOREIGN_PAYMENT = "stripe_checkout_foreign_payment"
export const UNKNOWN_RECORD = "stripe_checkout_unknown_record"

const FINAL_CAPTURE_FAILURES = new Set<string>([
  STRIPE_REFUSED,
  HOLD_GONE,
  REST_RELEASED,
  AMOUNT_OFF_STEP,
])

/** Whether a failed capture will fail again unless a person does something. */
export function isFinalCaptureFailure(code: string | null): boolean {
  return code !== null && FINAL_CAPTURE_FAILURES.has(code)
}
