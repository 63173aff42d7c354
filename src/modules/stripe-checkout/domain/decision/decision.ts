/**
 * What is known about a payment, what is wanted, and what can be decided about it.
 */
import type {
  OrderSummary,
  StatusReport,
  StatusReportDecision,
} from "../order-status/status-report"
import type { StripePayment } from "./payment-state"

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
    readonly status: string
  } | null
  /** What the cart costs now; null once its order stands, or where there is none. */
  readonly cartTotal: number | null
  /** The session is gone, but the cart still is what was paid: it can be bound anew. */
  readonly canBeBoundAnew: boolean
  /** What the open page shows is no longer what the cart says. */
  readonly isPageOutdated: boolean
  /** The deleted session in whose stead this one was made for the same money. */
  readonly continues: string | null
  readonly payment: PaymentRecord | null
  readonly order: OrderSummary | null
  /** Medusa links order and cart before it authorizes, and rolls back on failure. */
  readonly isCompleting: boolean
  /** The cart's order was placed with another payment. */
  readonly isPaidOtherwise: boolean
  readonly interruption: Interruption | null
  /** The order's, oldest first; empty without an order. */
  readonly collections: readonly CollectionSummary[]
  /** For so long has the order not been placeable that it will not become so. */
  readonly isHopeless: boolean
  /** How near the end of the hold is, and whether that was told. */
  readonly deadline: "far" | "near" | "told"
  /** Final: the hold is being given back because no order will come. */
  readonly isReleasing: boolean
  readonly report: StatusReport
}

/** What Medusa asks for and believes to have. Amounts in minor units. */
export interface CollectionSummary {
  readonly id: string
  readonly status: string
  readonly amount: number
  /** Whether this payment belongs to it. */
  readonly isOwn: boolean
  /** It asks for money and has none yet. */
  readonly isOpen: boolean
  /** By payments that stand and were not captured. */
  readonly held: number
  /** It counts something else as captured or refunded than its payments do. */
  readonly isMiscounted: boolean
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
  | { readonly id: string; readonly kind: "count_anew" }
  | { readonly id: string; readonly kind: "remove" }

/** What a completion of the cart has left that died with its process. */
export type Interruption =
  /** Its order stands, but the payment was not authorized yet. */
  | {
      readonly kind: "half_placed"
      readonly orderId: string
      /** Nobody has seen the order, so placing it can begin afresh. */
      readonly canBeUndone: boolean
      /** Another process may be at work on it, if its lock cannot be seen from here. */
      readonly isRecent: boolean
    }
  /** Its order is placed, but nobody was told. */
  | {
      readonly kind: "untold"
      readonly orderId: string
      /** It may be ending properly at this very moment. */
      readonly isRecent: boolean
    }

export interface PaymentRecord {
  readonly id: string
  readonly amount: number
  readonly captured: number
  readonly refunded: number
  readonly isCanceled: boolean
  readonly books: Books
}

/** The rows that core keeps of a payment's money, oldest first. */
export interface Books {
  readonly isMarkedCaptured: boolean
  readonly captures: readonly Booking[]
  readonly refunds: readonly Booking[]
  /** Ids of the order's transactions that tell of a refund which no row stands for. */
  readonly transactionsOfNothing: readonly string[]
}

export interface Booking {
  readonly id: string
  readonly amount: number
  /** So young that core may still be at work on it. */
  readonly isSettling: boolean
  /** The order's transactions for this row; there should be one. */
  readonly transactionIds: readonly string[]
}

/** What was asked for and not yet done. */
export interface Wish {
  readonly kind: "capture" | "release"
  readonly operationId: string
  /** Minor units; null takes what can be taken and is owed. */
  readonly amount: number | null
}

export type PaymentDecision = { readonly reason: string } &
  /** `needsPerson`: both sides disagree in a way that only a person can settle. */
  (
    | { readonly kind: "rest"; readonly needsPerson?: true }
    /** Like rest, but the answer will change by itself: look again later. */
    | { readonly kind: "wait" }
    | { readonly kind: "expire_checkout_session" }
    | { readonly kind: "complete_cart"; readonly cartId: string }
    | { readonly kind: "undo_order"; readonly orderId: string }
    | { readonly kind: "announce_order"; readonly orderId: string }
    | { readonly kind: "authorize_session" }
    | { readonly kind: "restore_payment" }
    | { readonly kind: "release_hold"; readonly operationId: string | null }
    | { readonly kind: "release_without_order" }
    | { readonly kind: "cancel_in_medusa" }
    | {
        readonly kind: "mend_collections"
        readonly repairs: readonly CollectionRepair[]
      }
    | { readonly kind: "bind_anew" }
    | { readonly kind: "name_session_at_stripe" }
    | { readonly kind: "mark_session" }
    | { readonly kind: "mark_captured" }
    | { readonly kind: "drop_capture"; readonly captureId: string }
    | {
        readonly kind: "drop_refund"
        readonly refundId: string
        readonly amount: number
        readonly transactionIds: readonly string[]
      }
    | {
        readonly kind: "book"
        readonly reference: "capture" | "refund"
        readonly rowId: string
      }
    | { readonly kind: "recount_summary"; readonly orderId: string }
    | { readonly kind: "unbook"; readonly transactionIds: readonly string[] }
    | { readonly kind: "record_capture"; readonly amount: number }
    | { readonly kind: "record_refund"; readonly amount: number }
    | {
        readonly kind: "capture"
        readonly operationId: string
        readonly amount: number
      }
    | { readonly kind: "decline"; readonly operationId: string }
    /** What was asked for is already so. */
    | { readonly kind: "conclude"; readonly operationId: string }
    | { readonly kind: "tell_deadline" }
    | { readonly kind: "describe_at_stripe"; readonly orderId: string }
    | { readonly kind: "report"; readonly report: StatusReportDecision }
  )

export type PaymentDecisionKind = PaymentDecision["kind"]

export interface Facts {
  readonly medusa: MedusaPayment
  readonly stripe: StripePayment
  readonly wish: Wish | null
}

/** Says what to do where it applies, and null where it does not. */
export type Rule = (facts: Facts) => PaymentDecision | null
