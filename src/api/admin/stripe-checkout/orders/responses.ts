/**
 * The responses of the order routes. Types only, and none that import the server's code,
 * because the admin is compiled with them.
 */

import type { PaymentLinkRefusal } from "../../../../modules/stripe-checkout/domain/checkout/refuse-payment-link"
import type { PaymentState } from "../../../../modules/stripe-checkout/domain/decision/payment-state"
import type {
  DisputeKind,
  DisputeStage,
  EvidenceState,
} from "../../../../modules/stripe-checkout/domain/disputes/dispute"
import type { StatusRefusal } from "../../../../modules/stripe-checkout/domain/order-status/offered-statuses"
import type {
  ReasonCode,
  ReasonDescription,
  ReasonParams,
} from "../../../../modules/stripe-checkout/domain/reasons/reason"

/** The results of a request to capture or release, one per payment. */
export interface OrderPaymentsAnswers {
  readonly results: readonly (ReasonDescription & {
    readonly payment_session_id: string
    /** `pending`: not done yet; it is tried again by itself. */
    readonly status: "pending" | "succeeded" | "failed" | "rejected"
  })[]
}

export interface ReviewAnswer {
  readonly review_id: string
  /** Why it is closed, in Stripe's words: `approved`. */
  readonly status: string
}

export interface OrderStatusAnswer {
  readonly order_status: string
}

/** A payment link and what it requests, or the hold that was incremented instead. */
export interface PaymentLinkAnswer {
  /** The pay link, to be sent to the customer; null where a hold was incremented. */
  readonly url: string | null
  /** Major units that the link requests, or that are held in addition. */
  readonly amount: number
  readonly currency_code: string
  /** Until when it is valid, an ISO date; null where it does not expire. */
  readonly expires_at: string | null
  readonly payment_session_id: string
  readonly payment_collection_id: string | null
  /** What came of asking a card's issuer to hold more; null where none was to be asked. */
  readonly increment: HoldIncrementAnswer | null
}

export interface HoldIncrementAnswer extends ReasonDescription {
  /** `failed`: declined. `rejected`: not granted, or not needed any more. */
  readonly status: "succeeded" | "failed" | "rejected"
  /** Medusa's payment whose hold it is. */
  readonly payment_id: string | null
  readonly payment_session_id: string
  /** Major units that were to be held then; null where nobody was asked. */
  readonly amount: number | null
  readonly currency_code: string
}

/** The results of synchronizing each of the order's payments. */
export interface SynchronizationAnswers {
  readonly results: readonly (ReasonDescription & {
    /** `busy`: another worker is synchronizing the payment and will run once more. */
    readonly outcome: "in_sync" | "busy"
    readonly state: PaymentState | null
    readonly order_id: string | null
  })[]
}

export interface OrderPaymentsDescription {
  readonly order_id: string
  /** The value under the status key in the order's metadata. */
  readonly order_status: string | null
  /** The statuses that a user may choose now. */
  readonly allowed_statuses: readonly string[]
  /** Why there are none; null where there are some. */
  readonly status_refusal: StatusRefusal | null
  /** What each of them makes the plugin do with the held money. */
  readonly status_effects: Readonly<Record<string, StatusEffect>>
  readonly is_canceled: boolean
  /** Something is still to be done, so this response will soon be outdated. */
  readonly is_pending: boolean
  /** Whether a payment link can be created, and what it would request. */
  readonly payment_link: PaymentLinkOffer
  /** Empty when no payment of the order is ours. */
  readonly payments: readonly PaymentDescription[]
}

export interface PaymentLinkOffer {
  readonly allowed: boolean
  readonly reason: PaymentLinkRefusal | null
  /** Major units of `currency_code`: what is outstanding and not held. */
  readonly amount: number
  readonly currency_code: string
  /** The link that is open now; null before one was created. */
  readonly open: OpenLinkDescription | null
  /** Whether the store can be asked to send it to the customer. */
  readonly email: {
    readonly allowed: boolean
    readonly reason: "no_email" | "no_subscriber" | null
  }
}

export interface OpenLinkDescription {
  /** Major units: all that is missing, or the part of it that was chosen. */
  readonly amount: number
  /** An ISO date; null where it does not expire. */
  readonly expires_at: string | null
  readonly has_expired: boolean
}

export type StatusEffect = "capture" | "release"

export interface PaymentDescription {
  readonly payment_session_id: string
  readonly payment_intent_id: string | null
  /** Medusa's payment; null before the cart was completed. */
  readonly payment_id: string | null
  /** The state at Stripe, as of the last synchronization. */
  readonly state: PaymentState
  readonly payment_status: PaymentStatus
  /** The order was placed with another payment, and this one moved money as well. */
  readonly paid_by_other_payment: boolean
  readonly currency_code: string
  readonly amounts: PaymentAmounts
  /** Each refund with its status, also those that failed; oldest first. */
  readonly refunds: readonly RefundDescription[]
  /** Until when the issuer holds the money; an ISO date. */
  readonly capture_before: string | null
  /** Why the payment is in this state: one English sentence. */
  readonly reason: string | null
  readonly reason_code: ReasonCode | null
  readonly reason_params: ReasonParams | null
  readonly synced_at: string | null
  /** The payment in Stripe's Dashboard. */
  readonly dashboard_url: string | null
  readonly is_test_mode: boolean
  readonly actions: {
    readonly capture: CaptureOffer
    readonly release: ActionOffer
  }
  /** Disputes, reviews and fraud warnings; what is open comes first, then the newest. */
  readonly disputes: readonly DisputeDescription[]
  /** What was requested and what the plugin did by itself, with the results; newest first. */
  readonly operations: readonly OperationDescription[]
  /** What Stripe reported of it and was news, newest first; events are kept for 30 days. */
  readonly events: readonly PaymentEventDescription[]
}

/** As of the last time that Stripe was read. Amounts in major units, times as ISO dates. */
export interface DisputeDescription extends ReasonDescription {
  /** Stripe's: `du_`, `prv_` or `issfr_`. */
  readonly stripe_id: string
  readonly kind: DisputeKind
  readonly stage: DisputeStage
  readonly is_open: boolean
  /** Stripe's own status of a dispute; of a review `open`, or why it was closed. */
  readonly status: string
  /** Stripe's code: why the bank disputes, a review was opened, or fraud is suspected. */
  readonly cause: string
  /** Null where it is not about an amount. */
  readonly amount: number | null
  readonly currency_code: string | null
  /** Null where the bank takes no evidence, and where it is no dispute. */
  readonly evidence_due_by: string | null
  readonly evidence_state: EvidenceState | null
  /** What Stripe moved in the account's balance; null where it moved nothing. */
  readonly funds: DisputeFundsDescription | null
  readonly opened_at: string
  readonly closed_at: string | null
  /** Who approved the review in Medusa's admin; null where that happened at Stripe. */
  readonly closed_by: string | null
}

export interface DisputeFundsDescription {
  /** The balance's. */
  readonly currency_code: string
  readonly withdrawn: number
  readonly reinstated: number
  /** What Stripe charged, less what it has returned. */
  readonly fees: number
}

/** The state of the money, in one word. */
export type PaymentStatus =
  | Exclude<PaymentState, "authorized" | "canceled">
  | "held"
  /** The last capture failed; the money is still held. */
  | "capture_failed"
  /** A part was captured; the rest was released. */
  | "partially_captured"
  | "partially_refunded"
  | "refunded"
  | "released"
  | "lapsed"

/** Major units of the payment's currency. */
export interface PaymentAmounts {
  readonly held: number
  readonly captured: number
  /** What was held and then released without being captured. */
  readonly released: number
  readonly refunded: number
}

export interface RefundDescription {
  readonly id: string
  /** Major units. */
  readonly amount: number
  /** Stripe's: `succeeded`, `pending`, `requires_action`, `failed` or `canceled`. */
  readonly status: string
  /** Stripe's code: why it failed, or why it is pending. */
  readonly failure_reason: string | null
  /** ISO date. */
  readonly created_at: string
}

export interface ActionOffer {
  readonly allowed: boolean
  readonly reason: ActionRefusal | null
}

export interface CaptureOffer extends ActionOffer {
  /** Major units that are captured when no amount is given. */
  readonly amount: number
  /** The hold's place among the order's holds, which are captured in turn; null without one. */
  readonly turn: number | null
  /** Major units of `amount` that are not held, but granted by overcapture; absent without. */
  readonly beyond_hold?: number
  /** Multicapture: a capture of less than the order owes keeps the rest held; absent without. */
  readonly keeps_rest?: boolean
}

/** An event of Stripe about the payment. */
export interface PaymentEventDescription {
  readonly id: string
  /** Such as `payment_intent.succeeded`. */
  readonly type: string
  readonly status: "received" | "processed" | "ignored" | "failed" | "dead"
  /** `webhook`: Stripe sent it; `sweep`: a run found it, because it had not arrived. */
  readonly source: "webhook" | "sweep"
  readonly received_at: string
  readonly reason: string | null
  readonly reason_code: ReasonCode | null
  readonly reason_params: ReasonParams | null
}

/** Why an action is not offered. */
export type ActionRefusal =
  | "nothing_held"
  | "order_canceled"
  | "paid_by_other_payment"
  | "nothing_owed"
  | "already_requested"
  | "account_missing"

export type OperationKind =
  | "capture"
  | "release"
  | "refund"
  | "place_order"
  | "record"
  | "tag_payment_intent"
  | "repair"
  | "payment_link"
  | "payment_link_email"
  | "saved_card_charge"
  | "hold_increment"

export interface OperationDescription extends ReasonDescription {
  readonly id: string
  readonly kind: OperationKind
  /** A person or program, a capture rule, or the plugin itself. */
  readonly source: "request" | "rule" | "system"
  /** Major units; null when the operation has no amount. */
  readonly amount: number | null
  readonly status: "pending" | "succeeded" | "failed" | "rejected"
  readonly rule: string | null
  /** The status in the order's metadata that requested it. */
  readonly requested_by_status: string | null
  readonly actor: string | null
  /** How often it was attempted; a pending one is attempted again. */
  readonly attempts: number
  readonly created_at: string
  readonly settled_at: string | null
}
