import type Stripe from "stripe"
import { StripeError, unexpectedState } from "../api/stripe-error"
import type { Context } from "../state/context"
import { idOf } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { overcaptureOf } from "./card-features"
import { previousAttributes } from "./previous-attributes"
import { heldCharge } from "./release-authorization"

/** Declines count as well: https://docs.stripe.com/api/payment_intents/increment_authorization. */
const mostAttempts = 10

/** Asks the issuer to hold more. What is declined leaves everything as it was. */
export function incrementAuthorization(
  context: Context,
  paymentIntent: Stripe.PaymentIntent,
  amount: number
): void {
  const charge = incrementableCharge(context, paymentIntent)
  const { amount: from, id } = paymentIntent
  if (amount <= from) {
    throw refused(paymentIntent, {
      message: `The amount must be greater than the currently authorized amount, which is ${from}.`,
      param: "amount",
    })
  }
  const { increments } = context.account
  const attempts = increments.filter((one) => one.payment_intent === id)
  if (attempts.length >= mostAttempts) {
    throw refused(paymentIntent, {
      message: `You can increment the authorization of a PaymentIntent at most ${mostAttempts} times.`,
    })
  }
  const decline = nextDecline(context, paymentIntent)
  increments.push({
    payment_intent: id,
    from,
    to: amount,
    is_declined: decline !== null,
  })
  if (decline) {
    throw decline
  }
  hold(context, { paymentIntent, charge, amount })
}

type Hold = {
  paymentIntent: Stripe.PaymentIntent
  charge: Stripe.Charge
  amount: number
}

function hold(context: Context, { amount, charge, paymentIntent }: Hold): void {
  const card = charge.payment_method_details?.card
  paymentIntent.amount = amount
  paymentIntent.amount_capturable = amount
  const previous = previousAttributes(charge, () => {
    charge.amount = amount
    if (card) {
      card.amount_authorized = amount
      card.overcapture = overcaptureOf(
        amount,
        card.overcapture?.status === "available"
      )
    }
  })
  emitEvent(context, { type: "charge.updated", object: charge, previous })
  emitEvent(context, {
    type: "payment_intent.amount_capturable_updated",
    object: paymentIntent,
  })
}

function incrementableCharge(
  context: Context,
  paymentIntent: Stripe.PaymentIntent
): Stripe.Charge {
  const { status } = paymentIntent
  const charge = heldCharge(context, paymentIntent)
  if (status !== "requires_capture" || charge === null) {
    throw unexpectedState(
      `This PaymentIntent's authorization could not be incremented because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be incremented: requires_capture.`,
      paymentIntent
    )
  }
  checkGrant(paymentIntent, charge)
  const card = charge.payment_method_details?.card
  if ((card?.capture_before ?? Infinity) <= context.emulator.clock.now()) {
    throw refused(paymentIntent, {
      code: context.emulator.switches.lapsed_capture_code,
      message: `The authorization of charge ${charge.id} has expired and can no longer be incremented.`,
    })
  }
  return charge
}

function checkGrant(
  paymentIntent: Stripe.PaymentIntent,
  { payment_method_details: details }: Stripe.Charge
): void {
  if (paymentIntent.amount_received > 0) {
    throw refused(paymentIntent, {
      message:
        "The authorization of a PaymentIntent that was captured in part cannot be incremented.",
    })
  }
  if (details?.card?.incremental_authorization?.status !== "available") {
    throw refused(paymentIntent, {
      message:
        "This PaymentIntent does not support incremental authorizations.",
    })
  }
}

/** The issuer's answer, if a test set one. */
function nextDecline(
  { emulator }: Context,
  paymentIntent: Stripe.PaymentIntent
): StripeError | null {
  const outcome = emulator.incrementOutcomes.shift()
  if (outcome === undefined || outcome.code === "succeeded") {
    return null
  }
  return new StripeError(402, {
    type: "card_error",
    code: outcome.code,
    ...(outcome.decline_code === undefined
      ? {}
      : { decline_code: outcome.decline_code }),
    charge: idOf(paymentIntent.latest_charge),
    message: "Your card was declined.",
    payment_intent: structuredClone(paymentIntent),
  })
}

function refused(
  paymentIntent: Stripe.PaymentIntent,
  details: { code?: string; message: string; param?: string }
): StripeError {
  return new StripeError(400, {
    type: "invalid_request_error",
    ...details,
    payment_intent: structuredClone(paymentIntent),
  })
}
