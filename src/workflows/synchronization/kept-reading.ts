/**
 * What Stripe said of a payment whose money is captured or released, kept with its row: an
 * edit of last year's order then costs no call to Stripe.
 *
 * It can only tell that there is nothing to do. Whatever happens at Stripe sends an event, or
 * is found by the sweep, and whatever there is to do is decided from a new reading.
 */
import type {
  PaymentDecision,
  PaymentRequest,
} from "../../modules/stripe-checkout/domain/decision/decide"
import {
  readPaymentState,
  type StripePayment,
} from "../../modules/stripe-checkout/domain/decision/payment-state"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import type { SyncContext } from "./actions/context"

const SETTLED = ["captured", "canceled"]

/** Null as long as anything is open. */
export function readingToKeep(
  { stripe }: Pick<SyncContext, "stripe">,
  { kind }: PaymentDecision
): StripePayment | null {
  const isSettled =
    kind === "in_sync" && SETTLED.includes(readPaymentState(stripe))
  return isSettled
    ? {
        ...stripe,
        // The address of a page that nobody can pay on any more.
        checkoutSession: stripe.checkoutSession && {
          ...stripe.checkoutSession,
          url: null,
        },
      }
    : null
}

/** Null where Stripe has to be read. */
export function keptReadingOf(
  { kept_reading }: PaymentRow,
  request: PaymentRequest | null
): StripePayment | null {
  return request ? null : kept_reading
}

/** Everything else is decided again, from what Stripe says now. */
export function isSettledBy({ kind }: PaymentDecision): boolean {
  return kind === "in_sync"
}
