/**
 * What can go wrong with Stripe, reduced to the two questions that matter:
 * is it worth trying again, and what does a person read?
 */
export type PaymentFailureKind =
  /** The network, Stripe or its limits: the same call may succeed later. */
  | "temporary"
  /** We do not know whether it was done: check before acting again. */
  | "unknown_outcome"
  /** The issuer or Stripe said no, for good. */
  | "refused"
  /** The key is wrong: nothing works until that is fixed. */
  | "misconfigured"
  /** The key is restricted and lacks the permission for this call. */
  | "not_permitted"
  /**
   * Stripe has no object with an id that we have from Stripe: the key belongs to another
   * account or mode, or the database to another store. Not an answer about the money.
   */
  | "unknown_object"

export interface PaymentFailure {
  readonly kind: PaymentFailureKind
  /** Stripe's own code, e.g. `card_declined`; null where Stripe gave none. */
  readonly code: string | null
  /** The parameter that Stripe complains about; null where it names none. */
  readonly param: string | null
  /** One sentence for the merchant: no secret, nothing personal. */
  readonly message: string
  /** Stripe's request id, for its support. */
  readonly requestId: string | null
}

/** For a call whose failure is part of the answer. */
export async function orFailure<T>(
  call: Promise<T>
): Promise<T | StripePaymentError> {
  try {
    return await call
  } catch (error) {
    if (error instanceof StripePaymentError) {
      return error
    }
    throw error
  }
}

/** Whether Stripe does not know what a parameter names, e.g. a deleted customer. */
export function isResourceMissing(error: unknown, param: string): boolean {
  return (
    error instanceof StripePaymentError &&
    error.failure.code === "resource_missing" &&
    error.failure.param === param
  )
}

export class StripePaymentError extends Error {
  readonly failure: PaymentFailure

  constructor(failure: PaymentFailure) {
    super(failure.message)
    this.name = "StripePaymentError"
    this.failure = failure
  }

  get isWorthRetrying(): boolean {
    return (
      this.failure.kind === "temporary" ||
      this.failure.kind === "unknown_outcome"
    )
  }
}

/**
 * Codes that the provider's errors carry through Medusa's workflows to the caller.
 * Type, code and message are all that survives that way.
 */

/** Trying again later may work. */
const STRIPE_UNAVAILABLE = "stripe_unavailable"

/** Nothing works until somebody fixes the keys or their permissions. */
const STRIPE_MISCONFIGURED = "stripe_misconfigured"

/** Stripe does not know what it once gave us the id of. */
export const STRIPE_OBJECT_UNKNOWN = "stripe_object_unknown"

/** The issuer or Stripe said no. */
const STRIPE_REFUSED = "stripe_refused"

const CODES: Readonly<Record<PaymentFailureKind, string>> = {
  temporary: STRIPE_UNAVAILABLE,
  unknown_outcome: STRIPE_UNAVAILABLE,
  misconfigured: STRIPE_MISCONFIGURED,
  not_permitted: STRIPE_MISCONFIGURED,
  unknown_object: STRIPE_OBJECT_UNKNOWN,
  refused: STRIPE_REFUSED,
}

export function codeOfFailure(kind: PaymentFailureKind): string {
  return CODES[kind]
}

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
