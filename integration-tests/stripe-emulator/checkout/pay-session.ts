import type {
  AttemptOutcome,
  ChallengeChoice,
} from "../payment/attempt-payment"
import {
  attemptPayment,
  finishAuthentication,
} from "../payment/attempt-payment"
import type { Decline } from "../payment/declines"
import type { CheckoutSessionRecord, PendingCard } from "../state/account"
import type { Act } from "../state/act"
import { idOf, newId } from "../state/ids"
import { firstAttemptAnswered } from "../webhooks/deliver"
import { redeemCoupons } from "./coupon-discount"

export type PayOutcome = {
  outcome: "complete" | "declined" | "requires_action"
  /** Where the browser goes next: the shop, or the bank's challenge. */
  redirectUrl?: string
  declineCode?: string
  message?: string
}

/** Checkout gives the shop's webhook this long before it sends the shopper back. */
const longestWaitMs = 10_000

export async function payCheckoutSession(
  act: Act,
  record: CheckoutSessionRecord,
  paid: PendingCard
): Promise<PayOutcome> {
  const number = act.emulator.nextCards.shift() ?? paid.number
  return outcomeFor(
    act,
    record,
    attemptPayment(shoppersAct(act), record, { ...paid, number })
  )
}

export async function answerChallenge(
  act: Act,
  record: CheckoutSessionRecord,
  choice: ChallengeChoice
): Promise<PayOutcome> {
  return outcomeFor(
    act,
    record,
    finishAuthentication(shoppersAct(act), record, choice)
  )
}

/** An address that the shop already gave; the shopper cannot change it. */
export function knownEmail(
  { account }: Act,
  { session }: CheckoutSessionRecord
): string | null {
  const customer = account.customers.get(idOf(session.customer))
  return session.customer_email ?? customer?.email ?? null
}

export function successUrl({ session }: CheckoutSessionRecord): string {
  return (session.success_url ?? "").replaceAll(
    "{CHECKOUT_SESSION_ID}",
    session.id
  )
}

async function outcomeFor(
  act: Act,
  record: CheckoutSessionRecord,
  attempt: AttemptOutcome
): Promise<PayOutcome> {
  switch (attempt.outcome) {
    case "complete":
      redeemCoupons(act, record)
      if (act.emulator.switches.redirect_waits_for_webhook) {
        await Promise.race([
          firstAttemptAnswered(attempt.completed),
          pause(longestWaitMs),
        ])
      }
      return { outcome: "complete", redirectUrl: successUrl(record) }
    case "declined":
      return {
        outcome: "declined",
        declineCode: declineCodeOf(attempt.decline),
        message: attempt.decline.message,
      }
    case "requires_action":
      return {
        outcome: "requires_action",
        redirectUrl: `${act.emulator.publicUrl}/c/pay/${record.session.id}/authenticate`,
      }
  }
}

function declineCodeOf({ code, declineCode }: Decline): string {
  return declineCode ?? String(code)
}

/** The page that the shopper sees is Stripe's, so the request is Stripe's too. */
function shoppersAct({ account, emulator }: Act): Act {
  return {
    account,
    emulator,
    request: { id: newId.request(), idempotency_key: null },
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
