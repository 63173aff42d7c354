import type Stripe from "stripe"
import type { PendingCard } from "../state/account"
import type { Act } from "../state/act"
import { idOf } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { beginDispute } from "./aftermath"
import { buildCharge } from "./build-charge"
import { buildPaymentMethod } from "./build-payment-method"
import { scheduleLapse } from "./release-authorization"
import { scheduleBooking } from "./settle-charge"
import type { TestCard } from "./test-cards"

type Accepted = {
  paid: PendingCard
  card: TestCard
  grantsMulticapture: boolean
}

/** The issuer said yes: the money is held, or taken where capture is automatic. Tells nobody yet. */
export function chargeCard(
  act: Act,
  paymentIntent: Stripe.PaymentIntent,
  accepted: Accepted
): Stripe.Charge {
  const { account } = act
  const charge = buildCharge(act, { ...accepted, paymentIntent, decline: null })
  const paymentMethodId = idOf(charge.payment_method)
  account.charges.set(charge.id, charge)
  account.cards.set(charge.id, accepted.paid.number)
  account.paymentMethods.set(
    paymentMethodId,
    buildPaymentMethod(act, paymentMethodId, accepted)
  )
  paymentIntent.latest_charge = charge.id
  paymentIntent.payment_method = paymentMethodId
  paymentIntent.last_payment_error = null
  paymentIntent.next_action = null
  holdOrTake(act, paymentIntent, charge)
  return charge
}

export function tellOfCharge(act: Act, charge: Stripe.Charge): void {
  emitEvent(act, { type: "charge.succeeded", object: charge })
  if (charge.captured) {
    scheduleBooking(act, charge)
    beginDispute(act, charge)
  }
}

export function tellOfPaidIntent(
  act: Act,
  paymentIntent: Stripe.PaymentIntent
): void {
  emitEvent(act, {
    type:
      paymentIntent.status === "succeeded"
        ? "payment_intent.succeeded"
        : "payment_intent.amount_capturable_updated",
    object: paymentIntent,
  })
}

function holdOrTake(
  act: Act,
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
    scheduleLapse(act, paymentIntent, captureBefore)
  }
}
