import type Stripe from "stripe"
import type { PendingCard } from "../state/account"
import type { Act } from "../state/act"
import { newId } from "../state/ids"
import { beginSuspicion } from "./aftermath"
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
 * The shopper sent off a card form on the merchant's own page. The browser asks Stripe for that with a publishable key,
 * so the request is none of the merchant's.
 */
export function confirmPaymentIntent(
  { account, emulator }: Act,
  paymentIntent: Stripe.PaymentIntent,
  { number: typed, ...shopper }: PendingCard
): ConfirmOutcome {
  const request = { id: newId.request(), idempotency_key: null }
  const act: Act = { account, emulator, request }
  const paid = { ...shopper, number: emulator.nextCards.shift() ?? typed }
  const card = findTestCard(paid.number)
  if (card === null) {
    // Refused before anything was tried, as on the hosted page.
    return declined(isLuhnValid(paid.number) ? notATestCard : incorrectNumber)
  }
  if (card.challenge) {
    throw new Error(
      "The emulator imitates 3D Secure on its hosted page only, not on a merchant's own."
    )
  }
  if (card.decline !== null) {
    const attempt = { card, paid, decline: card.decline }
    return declined(declineIntent(act, paymentIntent, attempt).decline)
  }
  const charge = chargeCard(act, paymentIntent, {
    paid,
    card,
    grantsMulticapture: false,
  })
  tellOfCharge(act, charge)
  tellOfPaidIntent(act, paymentIntent)
  beginSuspicion(act, charge)
  return { outcome: "complete" }
}

function declined({ code, declineCode, message }: Decline): ConfirmOutcome {
  return {
    outcome: "declined",
    declineCode: declineCode ?? String(code),
    message,
  }
}
