import type Stripe from "stripe"
import type { PendingCard } from "../state/account"
import type { Act } from "../state/act"
import { idOf } from "../state/ids"
import { buildPaymentMethod } from "./build-payment-method"
import { failedChallenge } from "./declines"
import type { Decline } from "./declines"
import type { TestCard } from "./test-cards"

type LastPaymentError = Stripe.PaymentIntent.LastPaymentError
type Attempt = { card: TestCard; paid: PendingCard }

/** What the PaymentIntent remembers of a card that the issuer or Radar refused. */
export function cardError(
  act: Act,
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
      act,
      idOf(charge.payment_method),
      attempt
    ),
    type: "card_error",
  }
}

/** The bank did not recognize the shopper. No Charge was tried. */
export function authenticationError(
  act: Act,
  paymentMethodId: string,
  attempt: Attempt
): LastPaymentError {
  return {
    code: failedChallenge.code,
    doc_url: docUrl(failedChallenge.code),
    message:
      "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
    payment_method: buildPaymentMethod(act, paymentMethodId, attempt),
    type: "invalid_request_error",
  }
}

function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`
}
