import type Stripe from "stripe"
import type { Call } from "../api/route"
import { StripeError, invalidRequest } from "../api/stripe-error"
import { isOfCheckout } from "../payment/payment-intent-of-session"
import type { StripeAccount } from "../state/account"
import { checkMetadata } from "./metadata"
import { checkAmount } from "./new-payment-intent-rules"
import { assertImitated } from "./unimitated"

const longestSuffix = 22

/** In the order of Stripe's error message. */
const statusesWithNewAmount = [
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
]

export function checkUpdate({
  account,
  id,
  params,
}: Call<Stripe.PaymentIntentUpdateParams>): void {
  assertImitated(
    params,
    ["amount", "metadata", "description", "receipt_email", "expand"],
    "in an update of a PaymentIntent"
  )
  const known = account.paymentIntents.get(id)
  checkMetadata(params.metadata, "metadata", known?.metadata ?? null)
  if (known !== undefined && params.amount !== undefined) {
    checkAmount(params.amount, known.currency)
  }
}

/**
 * The amount of authorized or captured money is final. Before that, Checkout computes the amount of its PaymentIntent
 * from the line items.
 */
export function refuseNewAmount(
  account: StripeAccount,
  { amount }: Stripe.PaymentIntentUpdateParams,
  paymentIntent: Stripe.PaymentIntent
): void {
  if (amount === undefined) {
    return
  }
  const { status } = paymentIntent
  if (statusesWithNewAmount.includes(status)) {
    assertImitated(
      { amount },
      isOfCheckout(account, paymentIntent) ? [] : ["amount"],
      "in an update of a PaymentIntent of Checkout"
    )
    return
  }
  throw new StripeError(400, {
    type: "invalid_request_error",
    code: "payment_intent_unexpected_state",
    message: `This PaymentIntent's amount could not be updated because it has a status of ${status}. You may only update the amount of a PaymentIntent with one of the following statuses: ${statusesWithNewAmount.join(", ")}.`,
    param: "amount",
    payment_intent: structuredClone(paymentIntent),
  })
}

export function checkCapture({
  account,
  id,
  params,
}: Call<Stripe.PaymentIntentCaptureParams>): void {
  refuseConnect(params)
  if (params.statement_descriptor !== undefined) {
    throw invalidRequest(
      "The `statement_descriptor` parameter is not supported for card charges. Use `statement_descriptor_suffix` instead.",
      { param: "statement_descriptor" }
    )
  }
  checkSuffix(params.statement_descriptor_suffix)
  assertImitated(
    params,
    [
      "amount_to_capture",
      "final_capture",
      "metadata",
      "statement_descriptor_suffix",
      "expand",
    ],
    "in a capture"
  )
  const known = account.paymentIntents.get(id)
  checkMetadata(params.metadata, "metadata", known?.metadata ?? null)
}

export function checkIncrement({
  account,
  id,
  params,
}: Call<Stripe.PaymentIntentIncrementAuthorizationParams>): void {
  assertImitated(
    params,
    ["amount", "description", "metadata", "expand"],
    "in an increment of an authorization"
  )
  const known = account.paymentIntents.get(id)
  checkMetadata(params.metadata, "metadata", known?.metadata ?? null)
  if (known !== undefined) {
    checkAmount(params.amount, known.currency)
  }
}

function refuseConnect(params: Stripe.PaymentIntentCaptureParams): void {
  if (params.application_fee_amount !== undefined) {
    throw invalidRequest(
      "Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).",
      { code: "parameter_missing", param: "application_fee_amount" }
    )
  }
}

function checkSuffix(suffix: string | undefined): void {
  if (suffix === undefined) {
    return
  }
  if (suffix.length > longestSuffix || !/[a-z]/i.test(suffix)) {
    throw invalidRequest(
      `The statement descriptor suffix must have at least one letter and at most ${longestSuffix} characters.`,
      { param: "statement_descriptor_suffix" }
    )
  }
  if (/[<>\\'"*]/.test(suffix)) {
    throw invalidRequest(
      "The statement descriptor suffix must not contain any of < > \\ ' \" *.",
      { param: "statement_descriptor_suffix" }
    )
  }
}
