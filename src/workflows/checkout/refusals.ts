/**
 * Why a payment session cannot be paid now. Thrown as MedusaErrors: an error that
 * leaves a workflow keeps only type, code and message, so callers go by the code.
 */
import { MedusaError } from "@medusajs/framework/utils"

export type CheckoutRefusalReason =
  | "unknown"
  | "already_paid"
  | "canceled"
  | "order_canceled"
  | "link_closed"
  | "link_expired"
  | "amount_changed"
  | "not_ready"
  | "nothing_to_pay"
  | "amount_too_small"
  | "amount_too_large"
  | "busy"
  | "too_many_attempts"
  | "stripe_unavailable"
  | "stripe_refused"

/** The `code` of the errors that `openCheckoutSessionWorkflow` throws. */
export type CheckoutErrorCode = `stripe_checkout_${CheckoutRefusalReason}`

const MESSAGES: Readonly<Record<CheckoutRefusalReason, string>> = {
  unknown: "There is no such payment.",
  already_paid: "This payment has already been made.",
  canceled: "This payment was canceled.",
  order_canceled: "The order was canceled.",
  link_closed: "The order no longer owes what this payment link requested.",
  link_expired: "The payment link was valid until a moment that has passed.",
  amount_changed: "The cart has changed since this payment was started.",
  not_ready:
    "The cart cannot be ordered yet: it is empty, or no shipping method was chosen.",
  nothing_to_pay:
    "There is nothing to pay; the order can be placed without a payment.",
  amount_too_small: "The amount is too small for Stripe.",
  amount_too_large: "The amount is too large for a single Stripe payment.",
  busy: "This payment is being processed right now.",
  too_many_attempts: "This payment was started too often.",
  stripe_unavailable: "Stripe could not be reached.",
  stripe_refused: "Stripe does not accept this payment.",
}

const CODE_PREFIX = "stripe_checkout_"

export function checkoutRefusal(
  reason: CheckoutRefusalReason,
  detail?: string
): MedusaError {
  const code: CheckoutErrorCode = `${CODE_PREFIX}${reason}`
  const type =
    reason === "unknown"
      ? MedusaError.Types.NOT_FOUND
      : MedusaError.Types.NOT_ALLOWED
  return new MedusaError(
    type,
    detail ? `${MESSAGES[reason]} ${detail}` : MESSAGES[reason],
    code
  )
}

export interface CheckoutRefusal {
  readonly kind: CheckoutRefusalReason
  /** For people; names the limit if there is one. */
  readonly message: string
}

/** @returns null for any other error. */
export function readCheckoutRefusal(error: unknown): CheckoutRefusal | null {
  const code =
    typeof error === "object" && error !== null && "code" in error
      ? String(error.code)
      : ""
  const reason = code.startsWith(CODE_PREFIX)
    ? code.slice(CODE_PREFIX.length)
    : ""
  return reason in MESSAGES
    ? {
        kind: reason as CheckoutRefusalReason,
        message: (error as Error).message,
      }
    : null
}
