/**
 * Why no payment link was created. An error that leaves a workflow keeps only type, code
 * and message, so callers go by the code.
 */
import { MedusaError } from "@medusajs/framework/utils"

import {
  type PaymentLinkRefusal,
  refusePaymentLink,
} from "../../modules/stripe-checkout/domain/checkout/refuse-payment-link"
import {
  checkChargeLimits,
  formatMoney,
} from "../../modules/stripe-checkout/domain/money"
import { EXPIRY_RANGE } from "../../modules/stripe-checkout/domain/payment-links/link-terms"
import { missingOf, type OrderBalance } from "../medusa/order-balance"

type PaymentLinkErrorReason =
  | PaymentLinkRefusal
  | "order_unknown"
  | "account_unknown"
  | "amount_invalid"
  | "expiry_invalid"
  | "busy"
  | "no_email"
  | "no_subscriber"

/** The `code` of the errors that `createPaymentLinkWorkflow` and `emailPaymentLinkWorkflow` throw. */
export type PaymentLinkErrorCode = `stripe_checkout_${PaymentLinkErrorReason}`

const MESSAGES: Readonly<Record<PaymentLinkErrorReason, string>> = {
  order_unknown: "There is no such order.",
  account_unknown:
    "The plugin's options have no Stripe account with this name.",
  order_canceled: "The order was canceled, so nothing is requested for it.",
  draft_without_total:
    "The draft order has no total yet. Add its items, then create the payment link.",
  nothing_owed: "Nothing is outstanding on the order.",
  covered_by_hold:
    "The outstanding amount is already held, or its payment is in process. Capture or release the hold first.",
  more_than_missing:
    "The amount is more than what is outstanding and neither held nor in process.",
  amount_invalid:
    "The amount must be positive, and no finer than the currency's smallest chargeable step.",
  expiry_invalid: `expires_at must be at least ${EXPIRY_RANGE.leastHours} hour and at most ${EXPIRY_RANGE.mostDays} days ahead.`,
  amount_too_small: "The outstanding amount is too small for Stripe.",
  amount_too_large:
    "The outstanding amount is too large for a single Stripe payment.",
  provider_not_enabled:
    "Stripe Checkout is not enabled as a payment provider in the order's region. Enable it in the region's settings.",
  no_email: "The order has no e-mail address.",
  no_subscriber:
    "Nothing in this store sends such e-mails: no subscriber listens to stripe_checkout.payment_link_email_requested.",
  busy: "One of the order's payments is being processed right now. Try again in a moment.",
}

const NOT_FOUND: readonly PaymentLinkErrorReason[] = [
  "order_unknown",
  "account_unknown",
]

const INVALID: readonly PaymentLinkErrorReason[] = [
  "amount_invalid",
  "expiry_invalid",
]

export function paymentLinkError(
  reason: PaymentLinkErrorReason,
  detail?: string
): MedusaError {
  const code: PaymentLinkErrorCode = `stripe_checkout_${reason}`
  return new MedusaError(
    typeOf(reason),
    detail ? `${MESSAGES[reason]} ${detail}` : MESSAGES[reason],
    code
  )
}

function typeOf(reason: PaymentLinkErrorReason): string {
  if (NOT_FOUND.includes(reason)) {
    return MedusaError.Types.NOT_FOUND
  }
  return INVALID.includes(reason)
    ? MedusaError.Types.INVALID_DATA
    : MedusaError.Types.NOT_ALLOWED
}

/**
 * @param chosen the part that is requested, in minor units; null for all that is missing
 * @throws MedusaError with a code that says why nothing can be requested.
 */
export function assertRequestable(
  balance: OrderBalance,
  chosen: number | null
): void {
  const missing = missingOf(balance)
  const refusal = refusePaymentLink({ ...balance, missing, chosen })
  if (refusal) {
    throw paymentLinkError(refusal, detailOf(refusal, balance, chosen))
  }
}

function detailOf(
  refusal: PaymentLinkRefusal,
  balance: OrderBalance,
  chosen: number | null
): string | undefined {
  const { currencyCode } = balance
  const missing = missingOf(balance)
  if (refusal === "more_than_missing") {
    return `At most ${formatMoney(missing, currencyCode)} can be requested.`
  }
  const violation = checkChargeLimits(chosen ?? missing, currencyCode)
  if (refusal !== violation?.kind) {
    return undefined
  }
  const amount = formatMoney(chosen ?? missing, currencyCode)
  return `${amount} is ${chosen === null ? "outstanding" : "requested"}; the limit is ${violation.limit}.`
}
