import type Stripe from "stripe"
import type { PendingCard } from "../state/account"
import type { Context } from "../state/context"
import { newId } from "../state/ids"
import { flagCharge } from "./follow-ups"
import { isLuhnValid } from "./card-number"
import { chargeCard, tellOfCharge, tellOfPaidIntent } from "./charge-card"
import { declineIntent } from "./decline-payment"
import { incorrectNumber, notATestCard } from "./declines"
import type { Decline } from "./declines"
import { findTestCard } from "./test-cards"

export type ConfirmOutcome = {
  outcome: "complete" | "declined"
  declineCode?: string
  message?: string
}

/**
 * The shopper submitted a card form on the merchant's own page. The browser sends that to Stripe with a publishable key,
 * so it is not a request of the merchant's server.
 */
export function confirmPaymentIntent(
  { account, emulator }: Context,
  paymentIntent: Stripe.PaymentIntent,
  { number: typed, ...shopper }: PendingCard
): ConfirmOutcome {
  const request = { id: newId.request(), idempotency_key: null }
  const context: Context = { account, emulator, request }
  const paid = { ...shopper, number: emulator.nextCards.shift() ?? typed }
  const card = findTestCard(paid.number)
  if (card === null) {
    // Rejected before any attempt, as on the hosted page.
    return declined(isLuhnValid(paid.number) ? notATestCard : incorrectNumber)
  }
  if (card.challenge) {
    throw new Error(
      "The emulator imitates 3D Secure on its hosted page only, not on a merchant's own."
    )
  }
  if (card.decline !== null) {
    const attempt = { card, paid, decline: card.decline }
    return declined(declineIntent(context, paymentIntent, attempt).decline)
  }
  const charge = chargeCard(context, paymentIntent, {
    paid,
    card,
    granted: new Set(),
  })
  tellOfCharge(context, charge)
  tellOfPaidIntent(context, paymentIntent)
  flagCharge(context, charge)
  return { outcome: "complete" }
}

function declined({ code, declineCode, message }: Decline): ConfirmOutcome {
  return {
    outcome: "declined",
    declineCode: declineCode ?? String(code),
    message,
  }
}
