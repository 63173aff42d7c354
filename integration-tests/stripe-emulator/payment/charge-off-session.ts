import type Stripe from "stripe"
import { StripeError } from "../api/stripe-error"
import type { Context } from "../state/context"
import { idOf } from "../state/ids"
import { chargeCard, tellOfCharge, tellOfPaidIntent } from "./charge-card"
import { declineIntent } from "./decline-payment"
import { authenticationRequired, type Decline } from "./declines"
import { flagCharge } from "./follow-ups"
import { findTestCard, type TestCard } from "./test-cards"

/**
 * The merchant charges a saved card without the customer. A card that asked for 3D Secure when it was saved does not
 * ask again, unless its issuer always does.
 *
 * @see https://docs.stripe.com/payments/save-during-payment#charge-saved-payment-method
 */
export function chargeOffSession(
  context: Context,
  paymentIntent: Stripe.PaymentIntent
): void {
  const { account, emulator } = context
  const savedAs = idOf(paymentIntent.payment_method)
  const number = emulator.nextCards.shift() ?? account.numbers.get(savedAs)
  const card = findTestCard(number ?? "")
  if (number === undefined || card === null) {
    throw new Error(`The emulator knows no card behind ${savedAs}.`)
  }
  const paid = { number, savedAs, email: "", name: "" }
  const decline = declineOf(card)
  if (decline !== null) {
    declineIntent(context, paymentIntent, { card, paid, decline })
    throw cardError(paymentIntent, decline)
  }
  const charge = chargeCard(context, paymentIntent, {
    paid,
    card: { ...card, challenge: false },
    granted: new Set(),
  })
  tellOfCharge(context, charge)
  tellOfPaidIntent(context, paymentIntent)
  flagCharge(context, charge)
}

function declineOf(card: TestCard): Decline | null {
  return card.alwaysChallenges === true ? authenticationRequired : card.decline
}

function cardError(
  paymentIntent: Stripe.PaymentIntent,
  { code, declineCode, message }: Decline
): StripeError {
  return new StripeError(402, {
    type: "card_error",
    code: String(code),
    ...(declineCode === null ? {} : { decline_code: declineCode }),
    charge: idOf(paymentIntent.latest_charge),
    message,
    payment_intent: structuredClone(paymentIntent),
  })
}
