/**
 * What can go wrong with Stripe, reduced to the two questions that matter:
 * is it worth trying again, and what does a person read?
 */
export type PaymentFailureKind =
  /** The network, Stripe or its limits: the same call may succeed later. */
  | "temporary"
  /** We do not know whether it was done: look before acting again. */
  | "unknown_outcome"
  /** The issuer or Stripe said no, for good. */
  | "refused"
  /** The key is wrong: nothing works until that is mended. */
  | "misconfigured"
  /** The key is restricted and lacks the permission for this call. */
  | "not_permitted"

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

/** Whether Stripe does not know what a parameter names, e.g. a deleted customer. */
export function isMissing(error: unknown, param: string): boolean {
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
