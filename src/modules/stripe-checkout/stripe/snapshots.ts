/**
 * Turns Stripe's objects into the snapshots that decisions are based on.
 */
import type Stripe from "stripe"

import type {
  CheckoutSessionSnapshot,
  PaymentIntentSnapshot,
  StripePayment,
} from "../domain/decision/payment-state"

/** One request shows the Checkout Session, its PaymentIntent and the charge. */
export const PAYMENT_EXPANSION = ["payment_intent.latest_charge"]

export function readPayment(
  session: Stripe.Checkout.Session,
  refunds: readonly Stripe.Refund[]
): StripePayment {
  const intent = session.payment_intent
  return {
    checkoutSession: readCheckoutSession(session),
    paymentIntent:
      intent !== null && typeof intent === "object"
        ? readPaymentIntent(intent, refunds)
        : null,
  }
}

export function readCheckoutSession(
  session: Stripe.Checkout.Session
): CheckoutSessionSnapshot {
  return {
    id: session.id,
    status: session.status ?? "unrecognized",
    url: session.url,
    amountTotal: session.amount_total,
    currencyCode: session.currency,
    expiresAt: session.expires_at,
    paymentSessionId: session.metadata?.["payment_session_id"] ?? null,
    paymentIntentId: idOf(session.payment_intent),
  }
}

export function readPaymentIntent(
  intent: Stripe.PaymentIntent,
  refunds: readonly Stripe.Refund[]
): PaymentIntentSnapshot {
  const captureBefore = readCaptureBefore(intent)
  return {
    id: intent.id,
    status: intent.status,
    currencyCode: intent.currency,
    amount: intent.amount,
    amountCapturable: intent.amount_capturable,
    amountReceived: intent.amount_received,
    amountRefunded: sumMerchantRefunds(intent, refunds),
    paymentSessionId: intent.metadata["payment_session_id"] ?? null,
    orderId: intent.metadata["order_id"] ?? null,
    wasHeld: wasHeld(intent),
    cancellationReason: intent.cancellation_reason,
    canceledAt: intent.canceled_at,
    lastError: intent.last_payment_error?.message ?? null,
    captureBefore,
    isAuthorizationExpired:
      intent.status === "requires_capture" &&
      captureBefore !== null &&
      captureBefore * 1000 <= Date.now(),
    isLiveMode: intent.livemode,
  }
}

/** A declined attempt leaves a failed charge, or none. */
function wasHeld(intent: Stripe.PaymentIntent): boolean {
  const charge = intent.latest_charge
  // Not expanded: the answer to an act on money that was there.
  return typeof charge === "string" || charge?.status === "succeeded"
}

/** Unix seconds. Only cards have it. */
function readCaptureBefore(intent: Stripe.PaymentIntent): number | null {
  const card = latestCharge(intent)?.payment_method_details?.card
  return card?.capture_before ?? null
}

function latestCharge(intent: Stripe.PaymentIntent): Stripe.Charge | null {
  const charge = intent.latest_charge
  return charge !== null && typeof charge === "object" ? charge : null
}

/** Whether there can be refunds, so that the list is read only then. */
export function mayHaveRefunds(intent: Stripe.PaymentIntent): boolean {
  return (
    intent.amount_received > 0 &&
    (latestCharge(intent)?.amount_refunded ?? 0) > 0
  )
}

/**
 * Stripe may record the uncaptured rest of a partial capture, or a released hold,
 * as a refund. Nothing was refunded to anybody, so it must never be recorded.
 */
export function sumMerchantRefunds(
  intent: Stripe.PaymentIntent,
  refunds: readonly Stripe.Refund[]
): number {
  if (intent.amount_received === 0) {
    return 0
  }
  const released = intent.amount - intent.amount_received
  const counted = refunds.filter(isEffectiveRefund)
  const release = findRelease(counted, released)
  return counted
    .filter((refund) => refund !== release)
    .reduce((sum, refund) => sum + refund.amount, 0)
}

export function isEffectiveRefund(refund: Stripe.Refund): boolean {
  return refund.status !== "failed" && refund.status !== "canceled"
}

/** The oldest refund of exactly the released rest that we did not request. */
function findRelease(
  refunds: readonly Stripe.Refund[],
  released: number
): Stripe.Refund | undefined {
  if (released <= 0) {
    return undefined
  }
  return [...refunds]
    .sort((a, b) => a.created - b.created)
    .find(
      (refund) =>
        refund.amount === released &&
        refund.metadata?.["refunded_before"] === undefined
    )
}

/** An expandable field holds an id or the object. */
export function idOf(
  expandable: string | { readonly id: string } | null
): string | null {
  return typeof expandable === "object" ? (expandable?.id ?? null) : expandable
}
