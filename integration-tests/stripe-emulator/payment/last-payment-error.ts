import type Stripe from "stripe"
import type { PendingCard } from "../state/account"
import type { Context } from "../state/context"
import { idOf } from "../state/ids"
import { buildPaymentMethod } from "./build-payment-method"
import { failedChallenge } from "./declines"
import type { Decline } from "./declines"
import type { TestCard } from "./test-cards"

type LastPaymentError = Stripe.PaymentIntent.LastPaymentError
type Attempt = { card: TestCard; paid: PendingCard }

/** `last_payment_error` after the issuer or Radar declined a card. */
export function cardError(
  context: Context,
  charge: Stripe.Charge,
  attempt: Attempt & { decline: Decline }
): LastPaymentError {
  const { decline } = attempt
  return {
    ...(decline.advice === null ? {} : { advice_code: decline.advice }),
    charge: charge.id,
    code: decline.code,
    ...(decline.declineCode === null
      ? {}
      : { decline_code: decline.declineCode }),
    doc_url: docUrl(decline.code),
    message: decline.message,
    ...(decline.networkCode === null
      ? {}
      : { network_decline_code: decline.networkCode }),
    payment_method: buildPaymentMethod(
      context,
      idOf(charge.payment_method),
      attempt
    ),
    payment_method_type: "card",
    type: "card_error",
  }
}

/** `last_payment_error` after a failed authentication. There is no Charge. */
export function authenticationError(
  context: Context,
  paymentMethodId: string,
  attempt: Attempt
): LastPaymentError {
  return {
    code: failedChallenge.code,
    doc_url: docUrl(failedChallenge.code),
    message:
      "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
    payment_method: buildPaymentMethod(context, paymentMethodId, attempt),
    payment_method_type: "card",
    type: "invalid_request_error",
  }
}

function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`
}
