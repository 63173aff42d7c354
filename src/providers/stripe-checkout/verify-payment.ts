/**
 * Does Stripe prove that this payment session was paid, with this amount?
 *
 * Core compares nothing: it would place an order of 300 on a payment of 100, or on
 * one that belongs to another cart. A storefront may complete a cart at any time
 * without asking us, so the proof is required here, which core always calls.
 */
import {
  AMOUNT_MISMATCH,
  CURRENCY_MISMATCH,
  FOREIGN_PAYMENT,
  HOLD_GONE,
  NOT_PAID,
  PROCESSING,
} from "../../modules/stripe-checkout/domain/errors"
import { formatMoney } from "../../modules/stripe-checkout/domain/money"
import { isPendingAtBank } from "../../modules/stripe-checkout/domain/decision/delayed-payment"
import {
  readPaymentState,
  type PaymentIntentSnapshot,
  type StripePayment,
} from "../../modules/stripe-checkout/domain/decision/payment-state"
import type { SessionRecord } from "./medusa-records"

export type Verification =
  | { readonly isVerified: true; readonly paymentIntentId: string }
  | {
      readonly isVerified: false
      /** Whether the shopper can still pay, or this payment can never count. */
      readonly kind: "not_paid" | "hold_gone" | "mismatch"
      readonly code: string
      readonly reason: string
    }

export function verifyPayment(
  session: SessionRecord,
  stripe: StripePayment
): Verification {
  const intent = stripe.paymentIntent
  const state = readPaymentState(stripe)
  if (state === "canceled") {
    return unverified(
      "hold_gone",
      HOLD_GONE,
      "The money is no longer held at Stripe. Start the payment again."
    )
  }
  const isPaid = state === "authorized" || state === "captured"
  if (!intent || !(isPaid || isPendingAtBank(stripe))) {
    return unverified(
      "not_paid",
      state === "processing" ? PROCESSING : NOT_PAID,
      state === "processing"
        ? "Stripe is still processing the payment."
        : "Nothing has been paid yet. Follow the payment session's url to pay."
    )
  }
  const mismatch = findMismatch(session, intent)
  return mismatch
    ? unverified("mismatch", mismatch.code, mismatch.reason)
    : { isVerified: true, paymentIntentId: intent.id }
}

function findMismatch(
  session: SessionRecord,
  intent: PaymentIntentSnapshot
): { code: string; reason: string } | null {
  if (intent.paymentSessionId !== session.id) {
    return {
      code: FOREIGN_PAYMENT,
      reason: "This payment at Stripe belongs to another payment session.",
    }
  }
  const currency = session.currencyCode
  if (intent.currencyCode.toLowerCase() !== currency.toLowerCase()) {
    return {
      code: CURRENCY_MISMATCH,
      reason: `Paid in ${intent.currencyCode.toUpperCase()}, but the cart is in ${currency.toUpperCase()}.`,
    }
  }
  const held = Math.max(
    intent.amountCapturable + intent.amountReceived,
    intent.status === "succeeded" || intent.status === "processing"
      ? intent.amount
      : 0
  )
  const expected = [session.amount, session.collectionAmount]
  const isExact = [intent.amount, held].every((amount) =>
    expected.every((total) => total === amount)
  )
  return isExact
    ? null
    : {
        code: AMOUNT_MISMATCH,
        reason: `Paid ${formatMoney(held, currency)}, but the cart costs ${formatMoney(session.collectionAmount, currency)}.`,
      }
}

function unverified(
  kind: "not_paid" | "hold_gone" | "mismatch",
  code: string,
  reason: string
): Verification {
  return { isVerified: false, kind, code, reason }
}
