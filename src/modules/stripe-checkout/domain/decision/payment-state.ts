/**
 * What Stripe says about one payment, in our words.
 *
 * Judged by the PaymentIntent's status and amounts, never by the Checkout
 * Session's `payment_status`: under manual capture that still reads "unpaid"
 * while the money is held.
 *
 * Stripe's enums are open. A status that we do not know becomes `unrecognized`:
 * wait and check again, never guess.
 */
import type { HoldGrants } from "./hold-grants"

/** Stripe's Checkout Session, reduced to what decisions need. Amounts in minor units. */
export interface CheckoutSessionSnapshot {
  readonly id: string
  readonly status: string
  readonly url: string | null
  readonly amountTotal: number | null
  readonly currencyCode: string | null
  /** Unix seconds. */
  readonly expiresAt: number
  readonly paymentSessionId: string | null
  readonly paymentIntentId: string | null
}

/** Stripe's PaymentIntent with its latest charge. Amounts in minor units. */
export interface PaymentIntentSnapshot {
  readonly id: string
  readonly status: string
  readonly currencyCode: string
  readonly amount: number
  readonly amountCapturable: number
  readonly amountReceived: number
  /** Refunded by the merchant; a released remainder is not included. */
  readonly amountRefunded: number
  /** May have been refunded, or only released; nobody can tell from what Stripe shows. */
  readonly amountUndecided: number
  /** The merchant's refunds, also those that failed; oldest first. */
  readonly refunds: readonly RefundSnapshot[]
  /** The payment session that the PaymentIntent's metadata names: the proof of binding. */
  readonly paymentSessionId: string | null
  /** The order that was written to the PaymentIntent, once there is one. */
  readonly orderId: string | null
  /** The issuer set money aside at some time, whether it still does or not. */
  readonly wasHeld: boolean
  readonly cancellationReason: string | null
  /** Unix seconds; null unless canceled. */
  readonly canceledAt: number | null
  readonly lastError: string | null
  /** Unix seconds until which the money is held; null when nothing is. */
  readonly captureBefore: number | null
  /** Stripe states it for this payment; otherwise it is what the method usually grants. */
  readonly isCaptureBeforeStated: boolean
  /** That time has passed: what Stripe still shows as held can no longer be captured. */
  readonly isAuthorizationExpired: boolean
  readonly isLiveMode: boolean
  /** Stripe's id of the newest review, also when that is closed; absent in older readings. */
  readonly reviewId?: string | null
  /** Its page was opened while delayed payments were to be placed at once. */
  readonly isPlacedAtOnce?: boolean
  /** What the issuer grants for the hold; absent where nothing is, and in older readings. */
  readonly grants?: HoldGrants
}

/** One refund that the merchant requested, in Medusa or at Stripe. */
export interface RefundSnapshot {
  readonly id: string
  /** Minor units. */
  readonly amount: number
  readonly status: string
  /** Stripe's own words for why it failed; null where it did not. */
  readonly failureReason: string | null
  /** Why it is still pending; null where it is not. */
  readonly pendingReason: string | null
  /** Unix seconds. */
  readonly createdAt: number
}

/**
 * Both halves of what Stripe knows. Null means not created yet, never "unknown to
 * Stripe": what cannot be read is a failure, and nothing is decided.
 */
export interface StripePayment {
  readonly checkoutSession: CheckoutSessionSnapshot | null
  readonly paymentIntent: PaymentIntentSnapshot | null
}

export type PaymentState =
  /** No Checkout Session was opened yet, or nobody has paid the open one. */
  | "awaiting_customer"
  /** Over without a payment: nothing was ever held. */
  | "expired"
  /** Paid by a method that takes its time to answer. */
  | "processing"
  /** The bank refused a payment that was already on its way. */
  | "failed"
  /** The issuer holds money that can be captured. */
  | "authorized"
  /** The money was captured, in full or in part, and nothing more can be. */
  | "captured"
  /** The hold was released or lapsed. */
  | "canceled"
  /** A status that this version does not know. */
  | "unrecognized"

export function readPaymentState(stripe: StripePayment): PaymentState {
  const { paymentIntent } = stripe
  switch (paymentIntent?.status) {
    case "requires_capture":
      return "authorized"
    case "succeeded":
      return "captured"
    case "processing":
      return "processing"
    case "canceled":
      if (paymentIntent.amountReceived > 0) {
        // Only the rest of a hold of which parts were captured has ended.
        return "captured"
      }
      // Stripe also cancels what nobody could pay, for example when the page expires.
      return paymentIntent.wasHeld ? "canceled" : "expired"
    case undefined:
    case "requires_payment_method":
    case "requires_confirmation":
    case "requires_action":
      return readUnpaidState(stripe)
    default:
      return "unrecognized"
  }
}

/** Stripe says so, or it was canceled when the issuer held nothing any more. */
export function hasLapsed({ paymentIntent }: StripePayment): boolean {
  if (!paymentIntent) {
    return false
  }
  const { cancellationReason } = paymentIntent
  return (
    cancellationReason === "automatic" ||
    cancellationReason === "expired" ||
    wasCanceledAfterItsEnd(paymentIntent)
  )
}

function wasCanceledAfterItsEnd({
  canceledAt,
  captureBefore,
  isCaptureBeforeStated,
}: PaymentIntentSnapshot): boolean {
  return (
    isCaptureBeforeStated &&
    canceledAt !== null &&
    captureBefore !== null &&
    canceledAt >= captureBefore
  )
}

function readUnpaidState({
  checkoutSession,
  paymentIntent,
}: StripePayment): PaymentState {
  switch (checkoutSession?.status) {
    case undefined:
    case "open":
      return "awaiting_customer"
    case "expired":
      return "expired"
    case "complete":
      // A bank debit that failed days later leaves its error. Without one, Stripe is
      // between two writes.
      return paymentIntent?.status === "requires_payment_method" &&
        paymentIntent.lastError !== null
        ? "failed"
        : "processing"
    default:
      return "unrecognized"
  }
}
