/**
 * What state a payment may be in when it is synchronized, also after crashes and races.
 */
import type { LedgerEntry, CollectionSummary } from "../medusa-payment"
import type { PaymentIntentSnapshot, StripePayment } from "../payment-state"
import type { MedusaPayment } from "../decide"
import {
  aLedgerEntry,
  aCart,
  anIntent,
  anOrder,
  aCheckoutSession,
  aPayment,
  aSession,
} from "./fixtures"

export type Start = {
  readonly total: number
  /** `pending` and `refused`: the bank decides about a payment that is placed at once. */
  readonly atStripe:
    | "open"
    | "held"
    | "captured"
    | "released"
    | "expired"
    | "pending"
    | "refused"
  /** The part of the total that was captured there. */
  readonly capturedThere: number
  /** The part of the total that was refunded there. */
  readonly refundedThere: number
  readonly order: "none" | "placed" | "canceled" | "completing" | "other"
  readonly session: "pending" | "authorized" | "other amount" | "deleted"
  readonly isCartTheSame: boolean
  readonly record: "none" | "authorized" | "canceled"
  /** What core has recorded of captures, and how well. */
  readonly ledger: "nothing" | "right" | "no transaction" | "twice" | "a ghost"
  readonly releaseRequested: boolean
  readonly placementTimedOut: boolean
  readonly deadline: "far" | "near"
  /** What a completion left that died with its process. */
  readonly interruption: "none" | "half placed" | "not_announced"
  /** What core has made of the collections; "asked twice" after an order edit. */
  readonly collections: "right" | "asked twice"
  readonly issuer: "agrees" | "declines"
  /** The issuer grants that the hold is incremented. */
  readonly mayIncrement: boolean
}

const INCREMENTS = {
  mostCapturable: null,
  keepsRest: false,
  mayIncrement: true,
} as const

export function medusaOf(start: Start): MedusaPayment {
  const isPlaced = start.order === "placed" || start.order === "canceled"
  const isCanceled = start.order === "canceled"
  return aCart({
    amount: start.total,
    paymentSession: sessionOf(start),
    cartTotal: isPlaced ? null : start.total,
    isCheckoutSessionOutdated: false,
    canRebind: start.session === "deleted" && start.isCartTheSame,
    payment: paymentOf(start),
    order: isPlaced
      ? anOrder({
          isCanceled,
          isEdited: start.collections === "asked twice",
          outstanding: isCanceled ? 0 : start.total,
        })
      : null,
    isCompleting: start.order === "completing",
    paidByOtherPayment: start.order === "other",
    interruption: interruptionOf(start),
    collections: isPlaced ? collectionsOf(start) : [],
    releaseRequested: start.releaseRequested && !isPlaced,
    placementTimedOut: start.placementTimedOut && !isPlaced,
    deadline: start.deadline,
  })
}

function interruptionOf(start: Start): MedusaPayment["interruption"] {
  const orderId = "order_1"
  if (start.interruption === "half placed" && start.order === "none") {
    return {
      kind: "payment_missing",
      orderId,
      canBeDeleted: true,
      isRecent: false,
    }
  }
  return start.interruption === "not_announced" && start.order === "placed"
    ? { kind: "not_announced", orderId, isRecent: false }
    : null
}

function collectionsOf(start: Start): CollectionSummary[] {
  const { total: amount } = start
  const isMixedUp = start.collections === "asked twice"
  const own: CollectionSummary = {
    id: "paycol_1",
    status: isMixedUp ? "canceled" : "authorized",
    amount,
    captured: 0,
    isOwn: true,
    isOpen: false,
    hasFractionLeft: false,
    isPaymentLink: false,
    held: start.record === "canceled" ? 0 : amount,
    isOutOfSync: false,
  }
  const open: CollectionSummary = {
    id: "paycol_2",
    status: "not_paid",
    amount,
    captured: 0,
    isOwn: false,
    isOpen: true,
    hasFractionLeft: false,
    isPaymentLink: false,
    held: 0,
    isOutOfSync: false,
  }
  return isMixedUp ? [own, open] : [own]
}

function sessionOf({ session, total }: Start): MedusaPayment["paymentSession"] {
  switch (session) {
    case "pending":
    case "authorized":
      return aSession(total, session)
    case "other amount":
      return aSession(total + 1000)
    case "deleted":
      return null
  }
}

/** Core writes the payment with the order, once it was paid. */
function paymentOf(start: Start): MedusaPayment["payment"] {
  const { record, total, order, atStripe } = start
  if (atStripe === "open" || atStripe === "expired") return null
  if (record === "none" && order !== "placed") return null
  const captures = order === "placed" ? capturesOf(start) : []
  return aPayment({
    amount: total,
    isCanceled: record === "canceled",
    captured: captures.reduce((sum, { amount }) => sum + amount, 0),
    ledger: {
      isMarkedCaptured: false,
      captures,
      refunds: [],
      orphanTransactions: [],
    },
  })
}

function capturesOf(start: Start): LedgerEntry[] {
  const received = receivedOf(start)
  switch (start.ledger) {
    case "nothing":
      return []
    case "right":
      return received ? [aLedgerEntry("capt_1", received)] : []
    case "no transaction":
      return received
        ? [aLedgerEntry("capt_1", received, { transactionIds: [] })]
        : []
    case "twice":
      return received
        ? [aLedgerEntry("capt_1", received, { transactionIds: ["t_1", "t_2"] })]
        : []
    case "a ghost":
      return received
        ? []
        : [aLedgerEntry("capt_ghost", start.total, { transactionIds: [] })]
  }
}

function receivedOf({ atStripe, total, capturedThere }: Start): number {
  return atStripe === "captured"
    ? Math.max(1, Math.round(total * capturedThere))
    : 0
}

export function stripeOf(start: Start): StripePayment {
  const { total: amount } = start
  switch (start.atStripe) {
    case "open":
      return { checkoutSession: aCheckoutSession("open"), paymentIntent: null }
    case "expired":
      return {
        checkoutSession: aCheckoutSession("expired"),
        paymentIntent: null,
      }
    case "held":
      return paid("requires_capture", {
        amount,
        amountCapturable: amount,
        ...(start.mayIncrement ? { grants: INCREMENTS } : {}),
      })
    case "captured": {
      const amountReceived = receivedOf(start)
      const amountRefunded = Math.floor(amountReceived * start.refundedThere)
      return paid("succeeded", { amount, amountReceived, amountRefunded })
    }
    case "released":
      return paid("canceled", { amount })
    case "pending":
      return paid("processing", { amount, isPlacedAtOnce: true })
    case "refused":
      return paid("requires_payment_method", {
        amount,
        isPlacedAtOnce: true,
        lastError: "Insufficient funds.",
      })
  }
}

function paid(
  status: string,
  changes: Partial<PaymentIntentSnapshot>
): StripePayment {
  return {
    checkoutSession: aCheckoutSession(),
    paymentIntent: anIntent(status, changes),
  }
}
