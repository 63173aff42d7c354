import type Stripe from "stripe"
import type { CheckoutSessionRecord, PendingCard } from "../state/account"
import type { Context } from "../state/context"
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

/** The issuer declined. The Checkout Session stays open, and the shopper may try another card. */
export function declinePayment(
  context: Context,
  record: CheckoutSessionRecord,
  attempt: Attempt & { decline: Decline }
): Declined {
  return declineIntent(
    context,
    paymentIntentOfSession(context, record),
    attempt
  )
}

/** Leaves a failed Charge, and a PaymentIntent that waits for another card. */
export function declineIntent(
  context: Context,
  paymentIntent: Stripe.PaymentIntent,
  attempt: Attempt & { decline: Decline }
): Declined {
  const { decline } = attempt
  const charge = buildCharge(context, {
    ...attempt,
    paymentIntent,
    granted: new Set(),
  })
  context.account.charges.set(charge.id, charge)
  paymentIntent.status = "requires_payment_method"
  paymentIntent.next_action = null
  paymentIntent.latest_charge = charge.id
  paymentIntent.payment_method = null
  paymentIntent.last_payment_error = cardError(context, charge, attempt)
  emitEvent(context, { type: "charge.failed", object: charge })
  emitEvent(context, {
    type: "payment_intent.payment_failed",
    object: paymentIntent,
  })
  return { outcome: "declined", decline }
}

/** Authentication failed, so the issuer was never asked and there is no Charge. */
export function failAuthentication(
  context: Context,
  record: CheckoutSessionRecord,
  attempt: Attempt
): Declined {
  const paymentIntent = paymentIntentOfSession(context, record)
  const paymentMethodId = idOf(paymentIntent.payment_method)
  paymentIntent.status = "requires_payment_method"
  paymentIntent.payment_method = null
  paymentIntent.last_payment_error = authenticationError(
    context,
    paymentMethodId,
    attempt
  )
  emitEvent(context, {
    type: "payment_intent.payment_failed",
    object: paymentIntent,
  })
  return { outcome: "declined", decline: failedChallenge }
}
