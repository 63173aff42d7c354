import type Stripe from "stripe"
import type { PendingCard } from "../state/account"
import type { Context } from "../state/context"
import { idOf } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { disputeCharge } from "./follow-ups"
import { buildCharge } from "./build-charge"
import { buildPaymentMethod } from "./build-payment-method"
import { scheduleLapse } from "./release-authorization"
import { scheduleBooking } from "./settle-charge"
import type { CardFeatures } from "./card-features"
import type { TestCard } from "./test-cards"

type Accepted = {
  paid: PendingCard
  card: TestCard
  granted: CardFeatures
}

/** The issuer approved: the money is held, or charged where capture is automatic. Emits no event yet. */
export function chargeCard(
  context: Context,
  paymentIntent: Stripe.PaymentIntent,
  accepted: Accepted
): Stripe.Charge {
  const { account } = context
  const charge = buildCharge(context, {
    ...accepted,
    paymentIntent,
    decline: null,
  })
  const paymentMethodId = idOf(charge.payment_method)
  account.charges.set(charge.id, charge)
  account.cards.set(charge.id, accepted.paid.number)
  account.numbers.set(paymentMethodId, accepted.paid.number)
  if (accepted.paid.savedAs === undefined) {
    account.paymentMethods.set(
      paymentMethodId,
      buildPaymentMethod(context, paymentMethodId, accepted)
    )
  }
  paymentIntent.latest_charge = charge.id
  paymentIntent.payment_method = paymentMethodId
  paymentIntent.last_payment_error = null
  paymentIntent.next_action = null
  holdOrTake(context, paymentIntent, charge)
  return charge
}

export function tellOfCharge(context: Context, charge: Stripe.Charge): void {
  emitEvent(context, { type: "charge.succeeded", object: charge })
  if (charge.captured) {
    if (charge.balance_transaction === null) {
      scheduleBooking(context, charge)
    }
    disputeCharge(context, charge)
  }
}

export function tellOfPaidIntent(
  context: Context,
  paymentIntent: Stripe.PaymentIntent
): void {
  emitEvent(context, {
    type:
      paymentIntent.status === "succeeded"
        ? "payment_intent.succeeded"
        : "payment_intent.amount_capturable_updated",
    object: paymentIntent,
  })
}

function holdOrTake(
  context: Context,
  paymentIntent: Stripe.PaymentIntent,
  charge: Stripe.Charge
): void {
  if (charge.captured) {
    paymentIntent.status = "succeeded"
    paymentIntent.amount_received = charge.amount
    return
  }
  paymentIntent.status = "requires_capture"
  paymentIntent.amount_capturable = charge.amount
  const captureBefore = charge.payment_method_details?.card?.capture_before
  if (captureBefore !== undefined) {
    scheduleLapse(context, paymentIntent, captureBefore)
  }
}
