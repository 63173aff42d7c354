import type { CheckoutSessionRecord, PendingCard } from "../state/account"
import type { Act } from "../state/act"
import { emitEvent } from "../webhooks/emit-event"
import { buildCharge } from "./build-charge"
import { paymentIntentOfSession } from "./payment-intent-of-session"
import type { Decline, TestCard } from "./test-cards"

export const failedChallenge: Decline = {
  code: "payment_intent_authentication_failure",
  declineCode: null,
  message:
    "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
}

export type Declined = { outcome: "declined"; decline: Decline }

type Refusal = { paid: PendingCard; card: TestCard; decline: Decline }

/** The issuer said no. The Checkout Session stays open, and the shopper may try another card. */
export function declinePayment(
  act: Act,
  record: CheckoutSessionRecord,
  { card, decline, paid }: Refusal
): Declined {
  const paymentIntent = paymentIntentOfSession(act, record)
  const charge = buildCharge(act, {
    paymentIntent,
    paid,
    card,
    decline,
    grantsMulticapture: false,
  })
  act.account.charges.set(charge.id, charge)
  paymentIntent.status = "requires_payment_method"
  paymentIntent.next_action = null
  paymentIntent.latest_charge = charge.id
  paymentIntent.last_payment_error = {
    type: "card_error",
    code: decline.code,
    ...(decline.declineCode === null
      ? {}
      : { decline_code: decline.declineCode }),
    message: decline.message,
    charge: charge.id,
  }
  emitEvent(act, { type: "charge.failed", object: charge })
  emitEvent(act, {
    type: "payment_intent.payment_failed",
    object: paymentIntent,
  })
  return { outcome: "declined", decline }
}

/** The bank did not recognize the shopper, so the issuer was never asked: there is no Charge. */
export function failAuthentication(
  act: Act,
  record: CheckoutSessionRecord
): Declined {
  const paymentIntent = paymentIntentOfSession(act, record)
  paymentIntent.status = "requires_payment_method"
  paymentIntent.last_payment_error = {
    type: "invalid_request_error",
    code: failedChallenge.code,
    message: failedChallenge.message,
  }
  emitEvent(act, {
    type: "payment_intent.payment_failed",
    object: paymentIntent,
  })
  return { outcome: "declined", decline: failedChallenge }
}
