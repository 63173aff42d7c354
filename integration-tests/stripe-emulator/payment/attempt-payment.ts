import type { CheckoutSessionRecord, PendingCard } from "../state/account"
import type { Context } from "../state/context"
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
  context: Context,
  record: CheckoutSessionRecord,
  paid: PendingCard
): AttemptOutcome {
  // A challenge that is open in another tab is void: this card replaces the other one.
  record.pendingCard = null
  if (record.session.amount_total === 0) {
    return completeWithoutPayment(context, record, paid)
  }
  const card = findTestCard(paid.number)
  if (card === null) {
    // Rejected before anything is created, so no PaymentIntent records it.
    const decline = isLuhnValid(paid.number) ? notATestCard : incorrectNumber
    return { outcome: "declined", decline }
  }
  clearUnansweredChallenge(context, record)
  if (card.challenge) {
    return requestAuthentication(context, record, { paid, card })
  }
  return card.decline === null
    ? completePayment(context, record, { paid, card })
    : declinePayment(context, record, { paid, card, decline: card.decline })
}

/** The shopper came back from the 3D Secure page of the bank. */
export function finishAuthentication(
  context: Context,
  record: CheckoutSessionRecord,
  choice: ChallengeChoice
): AttemptOutcome {
  const paid = record.pendingCard
  const card = paid && findTestCard(paid.number)
  if (!paid || !card) {
    throw new Error("This Checkout Session is not waiting for authentication.")
  }
  record.pendingCard = null
  if (choice === "cancel") {
    // Closing the challenge sends nothing to Stripe: the PaymentIntent keeps waiting.
    return { outcome: "declined", decline: failedChallenge }
  }
  paymentIntentOfSession(context, record).next_action = null
  if (choice === "fail") {
    return failAuthentication(context, record, { paid, card })
  }
  return card.decline === null
    ? completePayment(context, record, { paid, card })
    : declinePayment(context, record, { paid, card, decline: card.decline })
}

/** The shopper left a challenge unanswered and tries another card. */
function clearUnansweredChallenge(
  context: Context,
  record: CheckoutSessionRecord
): void {
  const known = context.account.paymentIntents.get(record.paymentIntentId ?? "")
  if (known !== undefined) {
    known.payment_method = null
    known.next_action = null
  }
}

function requestAuthentication(
  context: Context,
  record: CheckoutSessionRecord,
  asked: { paid: PendingCard; card: TestCard }
): AttemptOutcome {
  const paymentIntent = paymentIntentOfSession(context, record)
  record.pendingCard = asked.paid
  paymentIntent.status = "requires_action"
  const { savedAs } = asked.paid
  const id = savedAs ?? newId.paymentMethod()
  if (savedAs === undefined) {
    const method = buildPaymentMethod(context, id, asked)
    context.account.paymentMethods.set(id, method)
  }
  paymentIntent.payment_method = id
  paymentIntent.last_payment_error = null
  paymentIntent.next_action = {
    type: "redirect_to_url",
    redirect_to_url: {
      return_url: record.session.url,
      url: `${context.emulator.publicUrl}/c/pay/${record.session.id}/authenticate`,
    },
  }
  emitEvent(context, {
    type: "payment_intent.requires_action",
    object: paymentIntent,
  })
  return { outcome: "requires_action" }
}
