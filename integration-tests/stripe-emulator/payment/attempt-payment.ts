import type { CheckoutSessionRecord, PendingCard } from "../state/account"
import type { Act } from "../state/act"
import { newId } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { buildPaymentMethod } from "./build-payment-method"
import type { Completed } from "./complete-payment"
import { completePayment, completeWithoutPayment } from "./complete-payment"
import type { Declined } from "./decline-payment"
import { declinePayment, failAuthentication } from "./decline-payment"
import { failedChallenge, incorrectNumber, notATestCard } from "./declines"
import { isLuhnValid } from "./card-number"
import { paymentIntentOfSession } from "./payment-intent-of-session"
import type { TestCard } from "./test-cards"
import { findTestCard } from "./test-cards"

export type AttemptOutcome =
  Completed | Declined | { outcome: "requires_action" }

export type ChallengeChoice = "complete" | "fail" | "cancel"

/** The shopper pressed "Pay". The Checkout Session is open. */
export function attemptPayment(
  act: Act,
  record: CheckoutSessionRecord,
  paid: PendingCard
): AttemptOutcome {
  // Whatever another tab was about to confirm is over: this is the card that is asked now.
  record.pendingCard = null
  if (record.session.amount_total === 0) {
    return completeWithoutPayment(act, record, paid)
  }
  const card = findTestCard(paid.number)
  if (card === null) {
    // Refused before anything was made, so there is no PaymentIntent to tell of it.
    const decline = isLuhnValid(paid.number) ? notATestCard : incorrectNumber
    return { outcome: "declined", decline }
  }
  forgetUnansweredChallenge(act, record)
  if (card.challenge) {
    return askForAuthentication(act, record, { paid, card })
  }
  return card.decline === null
    ? completePayment(act, record, { paid, card })
    : declinePayment(act, record, { paid, card, decline: card.decline })
}

/** The shopper came back from the 3D Secure page of the bank. */
export function finishAuthentication(
  act: Act,
  record: CheckoutSessionRecord,
  choice: ChallengeChoice
): AttemptOutcome {
  const paid = record.pendingCard
  const card = paid && findTestCard(paid.number)
  if (!paid || !card) {
    throw new Error("This Checkout Session does not wait for authentication.")
  }
  record.pendingCard = null
  if (choice === "cancel") {
    // Nothing reaches Stripe when the shopper closes the challenge: the PaymentIntent goes on waiting.
    return { outcome: "declined", decline: failedChallenge }
  }
  paymentIntentOfSession(act, record).next_action = null
  if (choice === "fail") {
    return failAuthentication(act, record, { paid, card })
  }
  return card.decline === null
    ? completePayment(act, record, { paid, card })
    : declinePayment(act, record, { paid, card, decline: card.decline })
}

/** The shopper left a challenge unanswered and comes with another card. */
function forgetUnansweredChallenge(
  act: Act,
  record: CheckoutSessionRecord
): void {
  const known = act.account.paymentIntents.get(record.paymentIntentId ?? "")
  if (known !== undefined) {
    known.payment_method = null
    known.next_action = null
  }
}

function askForAuthentication(
  act: Act,
  record: CheckoutSessionRecord,
  asked: { paid: PendingCard; card: TestCard }
): AttemptOutcome {
  const paymentIntent = paymentIntentOfSession(act, record)
  record.pendingCard = asked.paid
  paymentIntent.status = "requires_action"
  const id = newId.paymentMethod()
  act.account.paymentMethods.set(id, buildPaymentMethod(act, id, asked))
  paymentIntent.payment_method = id
  paymentIntent.last_payment_error = null
  paymentIntent.next_action = {
    type: "redirect_to_url",
    redirect_to_url: {
      return_url: record.session.url,
      url: `${act.emulator.publicUrl}/c/pay/${record.session.id}/authenticate`,
    },
  }
  emitEvent(act, {
    type: "payment_intent.requires_action",
    object: paymentIntent,
  })
  return { outcome: "requires_action" }
}
