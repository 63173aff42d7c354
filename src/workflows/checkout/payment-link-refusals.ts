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
import { missingOf, type OrderBalance } from "../medusa/order-balance"

type PaymentLinkErrorReason =
  | PaymentLinkRefusal
  | "order_unknown"
  | "account_unknown"
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

export function paymentLinkError(
  reason: PaymentLinkErrorReason,
  detail?: string
): MedusaError {
  const code: PaymentLinkErrorCode = `stripe_checkout_${reason}`
  return new MedusaError(
    NOT_FOUND.includes(reason)
      ? MedusaError.Types.NOT_FOUND
      : MedusaError.Types.NOT_ALLOWED,
    detail ? `${MESSAGES[reason]} ${detail}` : MESSAGES[reason],
    code
  )
}

/** @throws MedusaError with a code that says why nothing can be requested. */
export function assertRequestable(balance: OrderBalance): void {
  const missing = missingOf(balance)
  const refusal = refusePaymentLink({ ...balance, missing })
  if (!refusal) {
    return
  }
  const violation = checkChargeLimits(missing, balance.currencyCode)
  const isAboutLimit = refusal === violation?.kind
  throw paymentLinkError(
    refusal,
    isAboutLimit
      ? `${formatMoney(missing, balance.currencyCode)} is outstanding; the limit is ${violation.limit}.`
      : undefined
  )
}
