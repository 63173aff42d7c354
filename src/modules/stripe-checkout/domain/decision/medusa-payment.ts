/**
 * What Medusa knows about a payment and its order.
 */
import type { StatusContext } from "../order-status/status"
import type { OrderState } from "../order-status/order-state"
import type { OtherPayment, Turn } from "./order-money"

/** Medusa's side of one payment. Amounts in minor units. */
export interface MedusaPayment {
  /** Where this payment stands among the order's holds. */
  readonly turn: Turn
  /** The order's other payments; empty without an order. */
  readonly others: readonly OtherPayment[]
  readonly currencyCode: string
  /** The total that the Checkout Session was opened for. */
  readonly amount: number
  readonly cart: { readonly id: string } | null
  /** Null once Medusa has deleted it, for example because the cart changed. */
  readonly paymentSession: {
    readonly id: string
    readonly amount: number
    readonly status: string
    /** The one that has to prove the payment; null before one was opened. */
    readonly checkoutSessionId: string | null
  } | null
  /** What the cart costs now; null once its order stands, or where there is none. */
  readonly cartTotal: number | null
  /** The session is gone, but the cart still is what was paid: it can be bound again. */
  readonly canRebind: boolean
  /** What the open Checkout Session shows is no longer what the cart contains. */
  readonly isCheckoutSessionOutdated: boolean
  /** The deleted session that this one replaces for the same money. */
  readonly replacesPaymentSessionId: string | null
  readonly payment: PaymentRecord | null
  readonly order: OrderState | null
  /** The order was placed with this payment, and somebody has deleted it since. */
  readonly isOrderDeleted: boolean
  /** Medusa links order and cart before it authorizes, and rolls back on failure. */
  readonly isCompleting: boolean
  /** The cart's order was placed with another payment. */
  readonly paidByOtherPayment: boolean
  readonly interruption: InterruptedCompletion | null
  /**
   * An order that an interrupted completion of the same cart may have left.
   * Nothing links it to the cart, so it is reported and never touched.
   */
  readonly lookalikeOrder: { readonly displayId: string } | null
  /** Null unless an order's outstanding amount is paid here and Medusa has no payment yet. */
  readonly paymentLink: PaymentLink | null
  /** The order's, oldest first; empty without an order. */
  readonly collections: readonly CollectionSummary[]
  /** The order has failed to be placed for so long that it is given up. */
  readonly placementTimedOut: boolean
  /** How near the end of the hold is, and whether the merchant was notified. */
  readonly deadline: "far" | "near" | "notified"
  /** Final: the hold is being released because no order will come. */
  readonly releaseRequested: boolean
  readonly statusContext: StatusContext
  /** The refunds at Stripe that were reported, with the status that was. */
  readonly reportedRefunds: readonly {
    readonly id: string
    readonly status: string | null
  }[]
}

/** How a payment of an order's outstanding amount fits what is owed. Minor units. */
export interface PaymentLink {
  /** By its payment collection; null once that is no open request of the order any more. */
  readonly requested: number | null
  /** What is outstanding and no other payment covers. */
  readonly missing: number
  /** It requests all of what is missing, or the chosen part, also when that changes. */
  readonly followsBalance: boolean
  /** The part that the merchant chose; absent or null requests all of what is missing. */
  readonly chosen?: number | null
  /** The moment until which it is valid has passed. */
  readonly hasExpired?: boolean
  /** The customer is to be reminded now. */
  readonly isReminderDue?: boolean
  /** When it expires or its reminder is due, an ISO date; null where neither is ahead. */
  readonly nextMoment?: string | null
}

/** What Medusa asks for and believes to have. Amounts in minor units. */
export interface CollectionSummary {
  readonly id: string
  readonly status: string
  readonly amount: number
  /** By all of its payments. */
  readonly captured: number
  /** Core still counts a fraction as unpaid that is too small for Stripe to charge. */
  readonly hasFractionLeft: boolean
  /** Whether this payment belongs to it. */
  readonly isOwn: boolean
  /** It asks for money and has none yet. */
  readonly isOpen: boolean
  /** Made for a payment link, whose address may have been sent to the customer. */
  readonly isPaymentLink: boolean
  /** By payments that are neither canceled nor captured. */
  readonly held: number
  /** Its captured or refunded total differs from its payments. */
  readonly isOutOfSync: boolean
}

/** What is left of a completion of the cart that died with its process. */
export type InterruptedCompletion =
  /** Its order exists, but the payment was not authorized yet. */
  | {
      readonly kind: "payment_missing"
      readonly orderId: string
      /** Nobody has seen the order, so placing it can start over. */
      readonly canBeDeleted: boolean
      /** Another process may be at work on it, if its lock cannot be seen from here. */
      readonly isRecent: boolean
    }
  /** Its order is placed, but was not announced. */
  | {
      readonly kind: "not_announced"
      readonly orderId: string
      /** It may be finishing properly at this very moment. */
      readonly isRecent: boolean
    }

export interface PaymentRecord {
  readonly id: string
  /** An ISO date: since when the order has this money. */
  readonly createdAt: string
  readonly amount: number
  readonly captured: number
  readonly refunded: number
  readonly isCanceled: boolean
  readonly ledger: Ledger
}

/** The rows that core keeps of a payment's money, oldest first. */
export interface Ledger {
  readonly isMarkedCaptured: boolean
  readonly captures: readonly LedgerEntry[]
  readonly refunds: readonly LedgerEntry[]
  /** Ids of the order's transactions for a refund that has no row. */
  readonly orphanTransactions: readonly string[]
}

export interface LedgerEntry {
  readonly id: string
  readonly amount: number
  /** So young that core may still be at work on it. */
  readonly isSettling: boolean
  /** The order's transactions for this row; there should be one. */
  readonly transactionIds: readonly string[]
}
