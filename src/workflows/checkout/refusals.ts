/**
 * Why a payment session cannot be paid now. Thrown as MedusaErrors: an error that leaves a
 * workflow keeps only its type, code and message, so callers must go by the code.
 */
import { MedusaError } from "@medusajs/framework/utils"

export type CheckoutErrorReason =
  | "unknown"
  | "already_paid"
  | "canceled"
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
export type CheckoutErrorCode = `stripe_checkout_${CheckoutErrorReason}`

const MESSAGES: Readonly<Record<CheckoutErrorReason, string>> = {
  unknown: "There is no such payment.",
  already_paid: "This payment has already been made.",
  canceled: "This payment was canceled.",
  amount_changed: "The cart has changed since this payment was started.",
  not_ready:
    "The cart cannot be ordered yet: it is empty, or no delivery was chosen.",
  nothing_to_pay: "There is nothing to pay; the order can be placed as it is.",
  amount_too_small: "Stripe does not take so small an amount.",
  amount_too_large: "Stripe does not take so large an amount at once.",
  busy: "This payment is being worked on right now.",
  too_many_attempts: "This payment was started too often.",
  stripe_unavailable: "Stripe could not be reached.",
  stripe_refused: "Stripe does not accept this payment.",
}

const CODE_PREFIX = "stripe_checkout_"

export function checkoutError(
  refusal: CheckoutErrorReason,
  detail?: string
): MedusaError {
  const code: CheckoutErrorCode = `${CODE_PREFIX}${refusal}`
  const type =
    refusal === "unknown"
      ? MedusaError.Types.NOT_FOUND
      : MedusaError.Types.NOT_ALLOWED
  return new MedusaError(
    type,
    detail ? `${MESSAGES[refusal]} ${detail}` : MESSAGES[refusal],
    code
  )
}

export interface ActionRefusal {
  readonly kind: CheckoutErrorReason
  /** For people: names the limit where there is one. */
  readonly message: string
}

/** @returns null when the error is none of ours. */
export function readCheckoutError(error: unknown): ActionRefusal | null {
  const code =
    typeof error === "object" && error !== null && "code" in error
      ? String(error.code)
      : ""
  const refusal = code.startsWith(CODE_PREFIX)
    ? code.slice(CODE_PREFIX.length)
    : ""
  return refusal in MESSAGES
    ? {
        kind: refusal as CheckoutErrorReason,
        message: (error as Error).message,
      }
    : null
}
