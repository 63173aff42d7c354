/**
 * What is requested of a payment, and what can be decided about it.
 */
import type { OrderStatusUpdate } from "../order-status/status"
import type { MedusaPayment } from "./medusa-payment"
import type { OrderPolicy } from "../order-status/order-policy"
import type { StatusOrigin } from "../order-status/unrecorded-status"
import type { Reason } from "../reasons/reason"
import type { StripePayment } from "./payment-state"

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

/** What was requested and not yet done. */
export interface PaymentRequest {
  /** `place_order`: to try once more to place the order of a paid cart. */
  readonly kind: "capture" | "release" | "place_order" | "hold_increment"
  readonly operationId: string
  /** Made when there was no order, so it is not about an order's money. */
  readonly isBeforeOrder: boolean
  /** Minor units; null captures what is held and owed. Of an increment what is to be held then. */
  readonly amount: number | null
  /** It may have reached Stripe already. */
  readonly hasBegun: boolean
  /** Minor units that earlier requests captured of this payment. */
  readonly capturedBefore: number
  /** Minor units that Stripe had captured when it was first begun; absent before. */
  readonly receivedAtBegin?: number | null
  /** Stripe's review of the payment is open, and the shop wants its captures to wait. */
  readonly isInReview?: boolean
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
    /** Subscribers are asked to remind the customer of it. */
    | { readonly kind: "remind_of_payment_link" }
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
    | { readonly kind: "refund_for_fraud_warning"; readonly amount: number }
    | {
        readonly kind: "capture"
        readonly operationId: string
        readonly amount: number
        /** Multicapture: what is not captured stays held. */
        readonly keepsRest?: true
      }
    /** `amount`: minor units that are to be held then. */
    | {
        readonly kind: "increment_hold"
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
  /** A fraud warning is open; only where the shop wants more of it than a notice. */
  readonly isFraudSuspected?: boolean
}

/** Says what to do where it applies, and null where it does not. */
export type Rule = (facts: Facts) => PaymentDecision | null
