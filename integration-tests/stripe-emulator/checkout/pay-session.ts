import type {
  AttemptOutcome,
  ChallengeChoice,
} from "../payment/attempt-payment"
import {
  attemptPayment,
  finishAuthentication,
} from "../payment/attempt-payment"
import { payByDebit } from "../payment/debit"
import type { Decline } from "../payment/declines"
import type { CheckoutSessionRecord, PendingCard } from "../state/account"
import type { Context } from "../state/context"
import { idOf, newId } from "../state/ids"
import { firstAttemptAnswered } from "../webhooks/deliver"
import { redeemCoupons } from "./coupon-discount"
import { offersDebit } from "./payment-methods"

export type PayOutcome = {
  outcome: "complete" | "declined" | "requires_action"
  /** Where the browser goes next: the shop, or the bank's challenge. */
  redirectUrl?: string
  declineCode?: string
  message?: string
}

/** How long Checkout waits for the shop's webhook before it sends the shopper back. */
const longestWaitMs = 10_000

export async function payCheckoutSession(
  context: Context,
  record: CheckoutSessionRecord,
  paid: PendingCard
): Promise<PayOutcome> {
  const number = context.emulator.nextCards.shift() ?? paid.number
  return outcomeFor(
    context,
    record,
    attemptPayment(shopperContext(context), record, { ...paid, number })
  )
}

/** The shopper chose the debit instead of a card. */
export async function debitCheckoutSession(
  context: Context,
  record: CheckoutSessionRecord,
  shopper: PendingCard
): Promise<PayOutcome> {
  if (!offersDebit(record.session)) {
    throw new Error(
      "This Checkout Session offers no SEPA Direct Debit: it takes the switch sepa_debit, euros, and no manual capture of every method."
    )
  }
  return outcomeFor(
    context,
    record,
    payByDebit(shopperContext(context), record, shopper)
  )
}

export async function answerChallenge(
  context: Context,
  record: CheckoutSessionRecord,
  choice: ChallengeChoice
): Promise<PayOutcome> {
  return outcomeFor(
    context,
    record,
    finishAuthentication(shopperContext(context), record, choice)
  )
}

/** An e-mail address that the shop has set; the shopper cannot change it. */
export function knownEmail(
  { account }: Context,
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
  context: Context,
  record: CheckoutSessionRecord,
  attempt: AttemptOutcome
): Promise<PayOutcome> {
  switch (attempt.outcome) {
    case "complete":
      redeemCoupons(context, record)
      if (context.emulator.switches.redirect_waits_for_webhook) {
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
        redirectUrl: `${context.emulator.publicUrl}/c/pay/${record.session.id}/authenticate`,
      }
  }
}

function declineCodeOf({ code, declineCode }: Decline): string {
  return declineCode ?? String(code)
}

/** The hosted page is Stripe's, so its request is not the merchant's. */
function shopperContext({ account, emulator }: Context): Context {
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
