/**
 * The heart of the plugin: given Medusa and Stripe as they are now, and what the
 * merchant wishes, what is the one next thing to do, and why?
 *
 * It is asked again after every deed until the answer is to rest, so each rule
 * needs to know only its own step. The order of the rules is the order of urgency:
 * first what could lose money, then what was asked for, then what merely tells.
 */
import { describeMoney } from "./money"
import {
  decideStatusReport,
  type OrderSummary,
  type StatusReport,
  type StatusReportDecision,
} from "./order-status"
import { readPaymentState, type StripePayment } from "./payment-state"

/** Medusa's side of one payment. Amounts in minor units. */
export interface MedusaPayment {
  readonly currencyCode: string
  /** The total that the Checkout Session was opened for. */
  readonly amount: number
  readonly cart: { readonly id: string } | null
  /** Null once Medusa has deleted it, for example because the cart changed. */
  readonly paymentSession: {
    readonly id: string
    readonly amount: number
  } | null
  readonly payment: PaymentRecord | null
  readonly order: OrderSummary | null
  /** Medusa links order and cart before it authorizes, and rolls back on failure. */
  readonly isCompleting: boolean
  /** The cart's order was placed with another payment. */
  readonly isPaidOtherwise: boolean
  /** Final: the hold is being given back because no order will come. */
  readonly isReleasing: boolean
  readonly report: StatusReport
}

export interface PaymentRecord {
  readonly id: string
  readonly amount: number
  readonly captured: number
  readonly refunded: number
  readonly isCanceled: boolean
}

/** What was asked for and not yet done. */
export interface Wish {
  readonly kind: "capture" | "release"
  readonly operationId: string
  /** Minor units; null takes what can be taken and is owed. */
  readonly amount: number | null
}

export type PaymentDecision = { readonly reason: string } & (
  | { readonly kind: "rest" }
  /** Like rest, but the answer will change by itself: look again later. */
  | { readonly kind: "wait" }
  | { readonly kind: "expire_checkout_session" }
  | { readonly kind: "complete_cart"; readonly cartId: string }
  | { readonly kind: "authorize_session" }
  | { readonly kind: "restore_payment" }
  | { readonly kind: "release_hold"; readonly operationId: string | null }
  | { readonly kind: "release_without_order" }
  | { readonly kind: "cancel_in_medusa" }
  | { readonly kind: "record_capture"; readonly amount: number }
  | {
      readonly kind: "capture"
      readonly operationId: string
      readonly amount: number
    }
  | { readonly kind: "decline"; readonly operationId: string }
  /** What was asked for is already so. */
  | { readonly kind: "conclude"; readonly operationId: string }
  | { readonly kind: "describe_at_stripe"; readonly orderId: string }
  | { readonly kind: "report"; readonly report: StatusReportDecision }
)

export type PaymentDecisionKind = PaymentDecision["kind"]

interface Facts {
  readonly medusa: MedusaPayment
  readonly stripe: StripePayment
  readonly wish: Wish | null
}

type Rule = (facts: Facts) => PaymentDecision | null

export function decidePaymentTransition(
  medusa: MedusaPayment,
  stripe: StripePayment,
  wish: Wish | null
): PaymentDecision {
  const facts = { medusa, stripe, wish }
  const rulesInOrderOfUrgency: Rule[] = [
    unpaid,
    holdWithoutPurpose,
    paidWithoutOrder,
    holdIsGone,
    moneyTakenAtStripe,
    capture,
    release,
    describeOrder,
    reportStatus,
  ]
  for (const rule of rulesInOrderOfUrgency) {
    const decision = rule(facts)
    if (decision) {
      return decision
    }
  }
  return { kind: "rest", reason: "Medusa and Stripe agree." }
}

/** Nothing was paid yet, or never will be. */
const unpaid: Rule = ({ medusa, stripe, wish }) => {
  const reason = readUnpaidReason(stripe)
  if (reason === null) {
    return null
  }
  const isOrphaned =
    stripe.checkoutSession?.status === "open" && !medusa.paymentSession
  if (isOrphaned) {
    return {
      kind: "expire_checkout_session",
      reason:
        "The cart has changed since the payment page was opened, so that page must not take the old total.",
    }
  }
  if (wish) {
    return { kind: "decline", operationId: wish.operationId, reason }
  }
  const isFinal = readPaymentState(stripe) === "expired"
  return { kind: isFinal ? "rest" : "wait", reason }
}

function readUnpaidReason(stripe: StripePayment): string | null {
  switch (readPaymentState(stripe)) {
    case "awaiting_customer":
      return stripe.paymentIntent?.lastError
        ? `The shopper has not paid yet; the last attempt failed: ${stripe.paymentIntent.lastError}`
        : "The shopper has not paid yet."
    case "expired":
      return "The payment page ran out without a payment."
    case "processing":
      return "Stripe is still processing the payment."
    case "unrecognized":
      return `Stripe reports a status that this version does not know: ${stripe.paymentIntent?.status ?? stripe.checkoutSession?.status ?? "none"}.`
    case "authorized":
    case "captured":
    case "canceled":
      return null
  }
}

/** Money is held for which there is no order, or no longer one. */
const holdWithoutPurpose: Rule = ({ medusa, stripe }) => {
  if (readPaymentState(stripe) !== "authorized") {
    return null
  }
  if (medusa.order?.isCanceled) {
    return {
      kind: "release_hold",
      operationId: null,
      reason: "The order was canceled, so the held money is given back.",
    }
  }
  if (medusa.isPaidOtherwise) {
    return {
      kind: "release_hold",
      operationId: null,
      reason:
        "The order was placed with another payment, so this hold is given back.",
    }
  }
  if (medusa.order || medusa.isCompleting) {
    return null
  }
  if (medusa.isReleasing) {
    return {
      kind: "release_without_order",
      reason: "No order will come of this payment; the hold is given back.",
    }
  }
  const problem = whyNoOrderCanCome(medusa, stripe)
  return problem ? { kind: "release_without_order", reason: problem } : null
}

function whyNoOrderCanCome(
  medusa: MedusaPayment,
  stripe: StripePayment
): string | null {
  const paid = stripe.paymentIntent?.amount ?? 0
  if (!medusa.paymentSession) {
    return `The cart changed while the shopper was paying ${describeMoney(paid, medusa.currencyCode)}; the hold is given back.`
  }
  if (medusa.paymentSession.amount !== paid) {
    return `The shopper paid ${describeMoney(paid, medusa.currencyCode)}, but the cart now costs ${describeMoney(medusa.paymentSession.amount, medusa.currencyCode)}; the hold is given back.`
  }
  return null
}

/** Held or taken money whose order has still to be placed. */
const paidWithoutOrder: Rule = ({ medusa, stripe }) => {
  if (readPaymentState(stripe) === "canceled") {
    return null
  }
  if (medusa.order) {
    return medusa.payment
      ? null
      : {
          kind: "authorize_session",
          reason: "The shopper has paid what the order still owes.",
        }
  }
  if (medusa.isPaidOtherwise) {
    return {
      kind: "rest",
      reason:
        "The order was placed with another payment, but this one's money was taken as well. Refund it in Stripe's Dashboard.",
    }
  }
  if (medusa.isCompleting) {
    return { kind: "wait", reason: "The order is being placed right now." }
  }
  if (medusa.payment?.isCanceled) {
    return {
      kind: "restore_payment",
      reason:
        "An earlier attempt to place the order failed and canceled the payment in Medusa only; Stripe still holds the money.",
    }
  }
  if (!medusa.cart) {
    return { kind: "rest", reason: "The payment belongs to no cart." }
  }
  return {
    kind: "complete_cart",
    cartId: medusa.cart.id,
    reason: "The shopper has paid; the order can be placed.",
  }
}

/** Stripe gave the money back: the hold was released there, or it lapsed. */
const holdIsGone: Rule = ({ medusa, stripe, wish }) => {
  if (readPaymentState(stripe) !== "canceled") {
    return null
  }
  const reason = hasLapsed(stripe)
    ? "The hold lapsed before it was captured."
    : "The hold was released."
  if (medusa.payment && !medusa.payment.isCanceled) {
    return { kind: "cancel_in_medusa", reason }
  }
  if (wish) {
    return { kind: "decline", operationId: wish.operationId, reason }
  }
  return medusa.order ? null : { kind: "rest", reason }
}

export function hasLapsed(stripe: StripePayment): boolean {
  const reason = stripe.paymentIntent?.cancellationReason
  return reason === "automatic" || reason === "expired"
}

/** Money that was taken at Stripe and that Medusa has not recorded. */
const moneyTakenAtStripe: Rule = ({ medusa, stripe }) => {
  const received = stripe.paymentIntent?.amountReceived ?? 0
  const captured = medusa.payment?.captured ?? 0
  if (received <= captured) {
    return null
  }
  return {
    kind: "record_capture",
    amount: received - captured,
    reason: `Stripe has taken ${describeMoney(received - captured, medusa.currencyCode)} that Medusa has not recorded.`,
  }
}

const capture: Rule = ({ medusa, stripe, wish }) => {
  if (wish?.kind !== "capture") {
    return null
  }
  const capturable = stripe.paymentIntent?.amountCapturable ?? 0
  const outstanding = medusa.order?.outstanding ?? 0
  const { operationId } = wish
  const money = (minor: number): string =>
    describeMoney(minor, medusa.currencyCode)
  if (capturable <= 0) {
    const received = stripe.paymentIntent?.amountReceived ?? 0
    return received > 0
      ? {
          kind: "conclude",
          operationId,
          reason: `${money(received)} has been captured; nothing more is held.`,
        }
      : {
          kind: "decline",
          operationId,
          reason: "Nothing is held any more that could be captured.",
        }
  }
  if (wish.amount !== null && wish.amount > capturable) {
    return {
      kind: "decline",
      operationId,
      reason: `${money(wish.amount)} was asked for, but only ${money(capturable)} is held.`,
    }
  }
  const amount = Math.min(wish.amount ?? capturable, capturable, outstanding)
  return amount > 0
    ? {
        kind: "capture",
        operationId,
        amount,
        reason: `Capturing ${money(amount)} of ${money(capturable)} held.`,
      }
    : {
        kind: "decline",
        operationId,
        reason: "The order owes nothing any more.",
      }
}

const release: Rule = ({ stripe, wish }) => {
  if (wish?.kind !== "release") {
    return null
  }
  const isHeld = readPaymentState(stripe) === "authorized"
  return isHeld
    ? {
        kind: "release_hold",
        operationId: wish.operationId,
        reason: "The merchant gave the hold back.",
      }
    : {
        kind: "decline",
        operationId: wish.operationId,
        reason: "Nothing is held any more that could be given back.",
      }
}

/** The order's number, so that it can be found in Stripe's Dashboard. */
const describeOrder: Rule = ({ medusa, stripe }) => {
  const isDescribed = stripe.paymentIntent?.orderId === medusa.order?.id
  if (!medusa.order || !stripe.paymentIntent || isDescribed) {
    return null
  }
  return {
    kind: "describe_at_stripe",
    orderId: medusa.order.id,
    reason: `Stripe does not know yet that this is order #${medusa.order.displayId}.`,
  }
}

const reportStatus: Rule = ({ medusa, stripe }) => {
  if (!medusa.order) {
    return null
  }
  const report = decideStatusReport({
    order: medusa.order,
    report: medusa.report,
    state: readPaymentState(stripe),
    hasLapsed: hasLapsed(stripe),
    isFullyRefunded:
      (medusa.payment?.captured ?? 0) > 0 &&
      medusa.payment?.captured === medusa.payment?.refunded,
  })
  return report ? { kind: "report", report, reason: report.reason } : null
}
