import type Stripe from "stripe"
import type { CheckoutSessionRecord, PendingCard } from "../state/account"
import type { Act } from "../state/act"
import { idOf } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { buildCharge } from "./build-charge"
import type { Decline } from "./declines"
import { failedChallenge } from "./declines"
import { authenticationError, cardError } from "./last-payment-error"
import { paymentIntentOfSession } from "./payment-intent-of-session"
import type { TestCard } from "./test-cards"

export type Declined = { outcome: "declined"; decline: Decline }

type Attempt = { paid: PendingCard; card: TestCard }

/** The issuer said no. The Checkout Session stays open, and the shopper may try another card. */
export function declinePayment(
  act: Act,
  record: CheckoutSessionRecord,
  attempt: Attempt & { decline: Decline }
): Declined {
  return declineIntent(act, paymentIntentOfSession(act, record), attempt)
}

/** What is left of it is a failed Charge, and a PaymentIntent that waits for another card. */
export function declineIntent(
  act: Act,
  paymentIntent: Stripe.PaymentIntent,
  attempt: Attempt & { decline: Decline }
): Declined {
  const { decline } = attempt
  const charge = buildCharge(act, {
    ...attempt,
    paymentIntent,
    grantsMulticapture: false,
  })
  act.account.charges.set(charge.id, charge)
  paymentIntent.status = "requires_payment_method"
  paymentIntent.next_action = null
  paymentIntent.latest_charge = charge.id
  paymentIntent.payment_method = null
  paymentIntent.last_payment_error = cardError(act, charge, attempt)
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
  record: CheckoutSessionRecord,
  attempt: Attempt
): Declined {
  const paymentIntent = paymentIntentOfSession(act, record)
  const paymentMethodId = idOf(paymentIntent.payment_method)
  paymentIntent.status = "requires_payment_method"
  paymentIntent.payment_method = null
  paymentIntent.last_payment_error = authenticationError(
    act,
    paymentMethodId,
    attempt
  )
  emitEvent(act, {
    type: "payment_intent.payment_failed",
    object: paymentIntent,
  })
  return { outcome: "declined", decline: failedChallenge }
}
