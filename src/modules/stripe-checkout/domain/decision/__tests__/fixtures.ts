/**
 * One ordinary payment of 120.00 EUR in each of its states, to be varied by tests.
 */
import type { OrderPolicy } from "../../order-status/order-policy"
import type { PaymentStatus } from "../../order-status/money-status"
import type { StatusContext, StatusNames } from "../../order-status/status"
import { UNKNOWN_ORIGIN } from "../../order-status/unrecorded-status"
import type { OtherPayment, Turn } from "../order-money"
import type {
  CheckoutSessionSnapshot,
  PaymentIntentSnapshot,
  StripePayment,
} from "../payment-state"
import type { LedgerEntry } from "../medusa-payment"
import {
  decidePayment,
  type MedusaPayment,
  type PaymentDecision,
  type PaymentRecord,
  type PaymentRequest,
} from "../decide"

export const TOTAL = 12000

export const STATUS_NAMES: StatusNames = {
  authorized: "approved",
  captured: "paid",
  partiallyCaptured: "partially_paid",
  captureFailed: "capture_failed",
  released: "authorization_released",
  lapsed: "authorization_lapsed",
  refunded: "refunded",
  pending: "payment_pending",
  failed: "payment_failed",
}

export const POLICY: OrderPolicy = {
  metadataKey: "order_status",
  captureOn: [{ from: ["approved"], to: "ready_for_capture" }],
  releaseOn: [],
  rulesSince: {},
  statusNames: STATUS_NAMES,
  captureDeadline: { warnHours: 24, action: "alert" },
  surplusHolds: "release",
  canceledButCaptured: "report",
  captureInReview: "wait",
  fraudWarnings: "notify",
  coreRepairs: "on",
}

/** What is decided under the usual policy. */
export function decideFor(
  medusa: MedusaPayment,
  stripe: StripePayment,
  request: PaymentRequest | null
): PaymentDecision {
  return decidePayment({
    medusa,
    stripe,
    request,
    statusOrigin: UNKNOWN_ORIGIN,
    policy: POLICY,
  })
}

export function aCheckoutSession(
  status = "complete",
  changes: Partial<CheckoutSessionSnapshot> = {}
): CheckoutSessionSnapshot {
  return {
    id: "cs_1",
    status,
    url: status === "open" ? "https://checkout.stripe.com/c/pay/cs_1" : null,
    amountTotal: TOTAL,
    currencyCode: "eur",
    expiresAt: 2_000_000_000,
    paymentSessionId: "payses_1",
    paymentIntentId: null,
    ...changes,
  }
}

export function anIntent(
  status: string,
  changes: Partial<PaymentIntentSnapshot> = {}
): PaymentIntentSnapshot {
  return {
    id: "pi_1",
    status,
    currencyCode: "eur",
    amount: TOTAL,
    amountCapturable: status === "requires_capture" ? TOTAL : 0,
    amountReceived: status === "succeeded" ? TOTAL : 0,
    amountRefunded: 0,
    amountUndecided: 0,
    refunds: [],
    paymentSessionId: "payses_1",
    orderId: null,
    wasHeld: ["requires_capture", "succeeded", "canceled"].includes(status),
    cancellationReason: null,
    canceledAt: null,
    isAuthorizationExpired: false,
    lastError: null,
    captureBefore: null,
    isCaptureBeforeStated: true,
    isLiveMode: false,
    ...changes,
  }
}

/** Everything that Stripe can say about one payment. */
export const AT_STRIPE = {
  "no Checkout Session": { checkoutSession: null, paymentIntent: null },
  "an open Checkout Session": {
    checkoutSession: aCheckoutSession("open"),
    paymentIntent: null,
  },
  "a declined card": {
    checkoutSession: aCheckoutSession("open"),
    paymentIntent: anIntent("requires_payment_method", {
      lastError: "Your card was declined.",
    }),
  },
  "an expired Checkout Session": {
    checkoutSession: aCheckoutSession("expired"),
    paymentIntent: null,
  },
  "a declined card whose Checkout Session expired": {
    checkoutSession: aCheckoutSession("expired"),
    paymentIntent: anIntent("canceled", {
      wasHeld: false,
      cancellationReason: "automatic",
      lastError: "Your card was declined.",
    }),
  },
  "a slow method": {
    checkoutSession: aCheckoutSession(),
    paymentIntent: anIntent("processing"),
  },
  "a bank debit that failed": {
    checkoutSession: aCheckoutSession(),
    paymentIntent: anIntent("requires_payment_method", {
      lastError: "The bank returned the debit.",
    }),
  },
  "a completed Checkout Session without money": {
    checkoutSession: aCheckoutSession(),
    paymentIntent: null,
  },
  "held money": {
    checkoutSession: aCheckoutSession(),
    paymentIntent: anIntent("requires_capture"),
  },
  "a hold past its end": {
    checkoutSession: aCheckoutSession(),
    paymentIntent: anIntent("requires_capture", {
      isAuthorizationExpired: true,
    }),
  },
  "captured money": {
    checkoutSession: aCheckoutSession(),
    paymentIntent: anIntent("succeeded"),
  },
  "money captured in part": {
    checkoutSession: aCheckoutSession(),
    paymentIntent: anIntent("succeeded", { amountReceived: 3000 }),
  },
  "refunded money": {
    checkoutSession: aCheckoutSession(),
    paymentIntent: anIntent("succeeded", { amountRefunded: TOTAL }),
  },
  "a released hold": {
    checkoutSession: aCheckoutSession(),
    paymentIntent: anIntent("canceled", {
      cancellationReason: "requested_by_customer",
    }),
  },
  "a lapsed hold": {
    checkoutSession: aCheckoutSession(),
    paymentIntent: anIntent("canceled", { cancellationReason: "expired" }),
  },
  "an unknown status": {
    checkoutSession: aCheckoutSession(),
    paymentIntent: anIntent("requires_reauthorization"),
  },
} as const satisfies Record<string, StripePayment>

export type AtStripe = keyof typeof AT_STRIPE

/** A payment whose rows and transactions are as they should be. */
export function aPayment(changes: Partial<PaymentRecord> = {}): PaymentRecord {
  const { captured = 0, refunded = 0, amount = TOTAL } = changes
  return {
    id: "pay_1",
    createdAt: "2026-01-01T00:00:00.000Z",
    amount,
    captured,
    refunded,
    isCanceled: false,
    ledger: {
      isMarkedCaptured: captured === amount,
      captures: captured ? [aLedgerEntry("capt_1", captured)] : [],
      refunds: refunded ? [aLedgerEntry("ref_1", refunded)] : [],
      orphanTransactions: [],
    },
    ...changes,
  }
}

export function aLedgerEntry(
  id: string,
  amount: number,
  changes: Partial<LedgerEntry> = {}
): LedgerEntry {
  return {
    id,
    amount,
    isSettling: false,
    transactionIds: [`ordtrx_${id}`],
    ...changes,
  }
}

type OrderChanges = Partial<NonNullable<MedusaPayment["order"]>>

export function anOrder(
  changes: OrderChanges = {}
): NonNullable<MedusaPayment["order"]> {
  const { outstanding = TOTAL } = changes
  return {
    id: "order_1",
    displayId: "42",
    isCanceled: false,
    outstanding,
    isPaidInFull: outstanding === 0,
    refundCredit: null,
    isEdited: false,
    isOutOfSync: false,
    status: "approved",
    isSettling: false,
    ...changes,
  }
}

/** A cart with its payment session; nothing is paid. */
export function aCart(changes: Partial<MedusaPayment> = {}): MedusaPayment {
  return {
    turn: aTurn(),
    others: [],
    currencyCode: "eur",
    amount: TOTAL,
    cart: { id: "cart_1" },
    paymentSession: aSession(),
    cartTotal: TOTAL,
    canRebind: false,
    isCheckoutSessionOutdated: false,
    replacesPaymentSessionId: null,
    payment: null,
    order: null,
    isOrderDeleted: false,
    isCompleting: false,
    paidByOtherPayment: false,
    interruption: null,
    lookalikeOrder: null,
    paymentLink: null,
    collections: [],
    placementTimedOut: false,
    deadline: "far",
    releaseRequested: false,
    reportedRefunds: [],
    statusContext: aStatusContext(null),
    ...changes,
  }
}

export function aSession(
  amount = TOTAL,
  status = "pending"
): NonNullable<MedusaPayment["paymentSession"]> {
  return { id: "payses_1", amount, status, checkoutSessionId: "cs_1" }
}

/** A placed order with its payment, whose status says that the money is held. */
export function aPlacedOrder(
  changes: Partial<MedusaPayment> = {},
  reported: PaymentStatus | null = "authorized"
): MedusaPayment {
  return aCart({
    paymentSession: aSession(TOTAL, "authorized"),
    payment: aPayment(),
    order: anOrder(),
    statusContext: aStatusContext(reported),
    ...changes,
  })
}

/** What was reported of the payment was reported of its order. */
export function aStatusContext(
  reported: PaymentStatus | null,
  changes: Partial<StatusContext> = {}
): StatusContext {
  return {
    reported: { payment: reported, order: reported },
    lastCapture: null,
    answered: [],
    ...changes,
  }
}

export function aTurn(changes: Partial<Turn> = {}): Turn {
  return {
    paymentSessionId: "payses_1",
    createdAt: "2026-01-01T00:00:00.000Z",
    captureBefore: "2026-01-08T00:00:00.000Z",
    ...changes,
  }
}

/** A later payment of the same order whose money is held. */
export function anOtherPayment(
  changes: Partial<OtherPayment> = {}
): OtherPayment {
  return {
    paymentSessionId: "payses_2",
    createdAt: "2026-01-02T00:00:00.000Z",
    captureBefore: "2026-01-09T00:00:00.000Z",
    state: "authorized",
    held: 5000,
    captured: 0,
    refunded: 0,
    hasLapsed: false,
    lastCapture: null,
    capture: null,
    hasMoved: false,
    unrecorded: 0,
    ...changes,
  }
}

export function aRequest(
  kind: PaymentRequest["kind"],
  amount: number | null = null
): PaymentRequest {
  return {
    kind,
    amount,
    operationId: "scop_1",
    isBeforeOrder: kind === "place_order",
    hasBegun: false,
    capturedBefore: 0,
  }
}

/** The same payment at Stripe, once it knows the order. */
export function described(stripe: StripePayment): StripePayment {
  return stripe.paymentIntent
    ? {
        ...stripe,
        paymentIntent: { ...stripe.paymentIntent, orderId: "order_1" },
      }
    : stripe
}
