/**
 * Turns Stripe's objects into the snapshots that decisions are based on.
 */
import type Stripe from "stripe"

import type {
  CheckoutSessionSnapshot,
  PaymentIntentSnapshot,
  RefundSnapshot,
  StripePayment,
} from "../domain/decision/payment-state"
import { isPlacedAtOnce } from "./checkout-session-params"
import { isRepeated } from "./errors"
import { readGrants } from "./hold-grants"
import { sortOutRefunds } from "./sort-refunds"

/** One request shows the Checkout Session, its PaymentIntent, the charge and its refunds. */
export const PAYMENT_EXPANSION = ["payment_intent.latest_charge.refunds"]

/** The same of a PaymentIntent alone. */
export const CHARGE_EXPANSION = ["latest_charge.refunds"]

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
  const stated = readStatedCaptureBefore(intent)
  const captureBefore = stated ?? estimateCaptureBefore(intent)
  const {
    refunds: merchantRefunds,
    refunded,
    undecided,
  } = sortOutRefunds(intent, refunds)
  return {
    id: intent.id,
    status: intent.status,
    currencyCode: intent.currency,
    amount: intent.amount,
    amountCapturable: intent.amount_capturable,
    amountReceived: intent.amount_received,
    amountRefunded: refunded,
    amountUndecided: undecided,
    refunds: merchantRefunds.map(readRefund),
    paymentSessionId: intent.metadata["payment_session_id"] ?? null,
    orderId: intent.metadata["order_id"] ?? null,
    wasHeld: wasHeld(intent),
    cancellationReason: intent.cancellation_reason,
    canceledAt: intent.canceled_at,
    lastError: intent.last_payment_error?.message ?? null,
    captureBefore,
    isCaptureBeforeStated: stated !== null,
    isAuthorizationExpired:
      intent.status === "requires_capture" &&
      stated !== null &&
      stated * 1000 <= Date.now(),
    isLiveMode: intent.livemode,
    reviewId: idOf(intent.review),
    ...(isPlacedAtOnce(intent.metadata) ? { isPlacedAtOnce: true } : {}),
    ...readGrants(latestCharge(intent)),
  }
}

/**
 * What Stripe answers when it has changed a PaymentIntent: as good as a reading of it.
 *
 * @returns null where Stripe only repeats what it has answered before, so that much may have
 * happened since.
 */
export function readAnswer(
  intent: Stripe.Response<Stripe.PaymentIntent>
): PaymentIntentSnapshot | null {
  const { refunds, isComplete } = shownRefunds(intent)
  return isComplete && !isRepeated(intent)
    ? readPaymentIntent(intent, refunds)
    : null
}

/** A declined attempt leaves a failed charge, or none. */
function wasHeld(intent: Stripe.PaymentIntent): boolean {
  const charge = intent.latest_charge
  // Not expanded: the response to a capture or release, so money was held.
  return typeof charge === "string" || charge?.status === "succeeded"
}

function readRefund(refund: Stripe.Refund): RefundSnapshot {
  return {
    id: refund.id,
    amount: refund.amount,
    status: refund.status ?? "unrecognized",
    failureReason: refund.failure_reason ?? null,
    pendingReason: refund.pending_reason ?? null,
    createdAt: refund.created,
  }
}

/** Unix seconds. Only cards have it. */
function readStatedCaptureBefore(intent: Stripe.PaymentIntent): number | null {
  const card = latestCharge(intent)?.payment_method_details?.card
  return card?.capture_before ?? null
}

/**
 * How many days a method holds money. Klarna's end at midnight of the 28th day, and
 * PayPal's may be extended once; the earlier end counts.
 *
 * @see https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
 */
const DAYS_HELD: Readonly<Record<string, number>> = {
  affirm: 30,
  afterpay_clearpay: 13,
  klarna: 27,
  paypal: 10,
}

/** What most methods grant, and none less: a warning may come early, but not too late. */
const USUAL_DAYS_HELD = 7

const DAY_SECONDS = 24 * 60 * 60

/** Stripe cancels the PaymentIntent itself, so this is only for warnings. */
function estimateCaptureBefore(intent: Stripe.PaymentIntent): number | null {
  const charge = latestCharge(intent)
  if (intent.status !== "requires_capture" || !charge) {
    return null
  }
  const method = charge.payment_method_details?.type ?? ""
  return charge.created + (DAYS_HELD[method] ?? USUAL_DAYS_HELD) * DAY_SECONDS
}

function latestCharge(intent: Stripe.PaymentIntent): Stripe.Charge | null {
  const charge = intent.latest_charge
  return charge !== null && typeof charge === "object" ? charge : null
}

/** The refunds that came with the charge; those that failed are among them. */
export function shownRefunds(intent: Stripe.PaymentIntent): {
  readonly refunds: readonly Stripe.Refund[]
  /** Stripe shows the newest ten only. */
  readonly isComplete: boolean
} {
  const list = latestCharge(intent)?.refunds
  return {
    refunds: list?.data ?? [],
    isComplete: list?.has_more !== true,
  }
}

/** An expandable field holds an id or the object. */
export function idOf(
  expandable: string | { readonly id: string } | null
): string | null {
  return typeof expandable === "object" ? (expandable?.id ?? null) : expandable
}
