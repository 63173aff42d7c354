/**
 * What is known about a payment, what is requested, and what can be decided about it.
 */
import type {
  OrderState,
  StatusContext,
  OrderStatusUpdate,
} from "../order-status/status"
import type { OtherPayment, Turn } from "./order-money"
import type { OrderPolicy } from "../order-status/order-policy"
import type { StatusOrigin } from "../order-status/unrecorded-status"
import type { Reason } from "../reasons/reason"
import type { StripePayment } from "./payment-state"

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
  /** It requests all of what is missing, also when that changes. */
  readonly followsBalance: boolean
}

/** What Medusa asks for and believes to have. Amounts in minor units. */
export interface CollectionSummary {
  readonly id: string
  readonly status: string
  readonly amount: number
  /** By all of its payments. */
  readonly captured: number
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

export type CollectionRepair =
  | {
      readonly id: string
      readonly kind: "set_status"
      readonly status: "authorized" | "partially_authorized" | "canceled"
    }
  | {
      readonly id: string
      readonly kind: "set_amount"
      readonly amount: number
    }
  | { readonly id: string; readonly kind: "recalculate" }
  | { readonly id: string; readonly kind: "remove" }

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

/** What was requested and not yet done. */
export interface PaymentRequest {
  /** `place_order`: to try once more to place the order of a paid cart. */
  readonly kind: "capture" | "release" | "place_order"
  readonly operationId: string
  /** Made when there was no order, so it is not about an order's money. */
  readonly isBeforeOrder: boolean
  /** Minor units; null captures what is held and owed. */
  readonly amount: number | null
  /** It may have reached Stripe already. */
  readonly hasBegun: boolean
  /** Minor units that earlier requests captured of this payment. */
  readonly capturedBefore: number
}

/** What was found and left as it is, because repairs are off or would be a guess. */
export interface Unrepaired {
  readonly kind: string
  readonly reason: Reason
}

export type PaymentDecision = {
  readonly reason: Reason
  readonly unrepaired?: readonly Unrepaired[]
} &
  /** `requiresManualReview`: both sides disagree in a way that only a person can settle. */
  (
    | { readonly kind: "in_sync"; readonly requiresManualReview?: true }
    /** Like in_sync, but the result will change by itself: check again later. */
    | { readonly kind: "recheck_later"; readonly requiresManualReview?: true }
    | { readonly kind: "expire_checkout_session" }
    /** Makes it request what is missing now, or closes it where nothing is. */
    | { readonly kind: "update_payment_link" }
    | { readonly kind: "complete_cart"; readonly cartId: string }
    | { readonly kind: "delete_incomplete_order"; readonly orderId: string }
    | { readonly kind: "emit_order_placed"; readonly orderId: string }
    | { readonly kind: "authorize_session" }
    | { readonly kind: "restore_payment" }
    | {
        readonly kind: "release_authorization"
        readonly operationId: string | null
      }
    | {
        readonly kind: "release_without_order"
        readonly operationId: string | null
      }
    | { readonly kind: "cancel_medusa_payment" }
    | {
        readonly kind: "repair_payment_collections"
        readonly repairs: readonly CollectionRepair[]
      }
    | {
        readonly kind: "settle_payment_collection"
        readonly collectionId: string
        readonly amount: number
      }
    | { readonly kind: "rebind_payment_session" }
    | { readonly kind: "update_payment_intent_metadata" }
    | { readonly kind: "mark_session_authorized" }
    | { readonly kind: "mark_payment_captured" }
    | { readonly kind: "delete_orphan_capture"; readonly captureId: string }
    | {
        readonly kind: "delete_orphan_refund"
        readonly refundId: string
        readonly amount: number
        readonly transactionIds: readonly string[]
      }
    | {
        readonly kind: "add_order_transaction"
        readonly reference: "capture" | "refund"
        readonly rowId: string
      }
    | { readonly kind: "remove_doubled_rows"; readonly orderId: string }
    | {
        readonly kind: "cancel_order_changes"
        readonly orderChangeIds: readonly string[]
      }
    | {
        readonly kind: "add_refund_credit_line"
        readonly orderId: string
        readonly amount: number
      }
    | { readonly kind: "recalculate_order_summary"; readonly orderId: string }
    | {
        readonly kind: "delete_order_transactions"
        readonly transactionIds: readonly string[]
      }
    /** What became of a refund: subscribers are notified. */
    | {
        readonly kind: "report_refund"
        readonly refundId: string
        readonly status: RefundOutcome
        readonly amount: number
      }
    | { readonly kind: "record_capture"; readonly amount: number }
    | { readonly kind: "record_refund"; readonly amount: number }
    | { readonly kind: "refund_canceled_order"; readonly amount: number }
    | {
        readonly kind: "capture"
        readonly operationId: string
        readonly amount: number
      }
    | { readonly kind: "reject_request"; readonly operationId: string }
    /** What was requested is already so. */
    | { readonly kind: "complete_request"; readonly operationId: string }
    | { readonly kind: "notify_authorization_expiring" }
    | {
        readonly kind: "tag_payment_intent_with_order"
        readonly orderId: string
      }
    | {
        readonly kind: "write_order_status"
        readonly update: OrderStatusUpdate
      }
  )

/** How a refund can end at Stripe. */
export type RefundOutcome = "succeeded" | "failed" | "canceled"

export type PaymentDecisionKind = PaymentDecision["kind"]

export interface Facts {
  readonly medusa: MedusaPayment
  readonly stripe: StripePayment
  readonly request: PaymentRequest | null
  readonly statusOrigin: StatusOrigin
  readonly policy: OrderPolicy
}

/** Says what to do where it applies, and null where it does not. */
export type Rule = (facts: Facts) => PaymentDecision | null
