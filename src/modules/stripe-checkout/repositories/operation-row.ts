/**
 * One row of the payment history, as it is written and as the rest of the plugin sees it.
 */
import type { SystemOperationKind } from "../domain/decision/decision-traits"
import type { Reason } from "../domain/reasons/reason"
import { fromReasonColumns, type ReasonColumns } from "./reason-columns"

/** A person's or program's request, a capture rule, or the plugin itself. */
export type OperationSource = "request" | "rule" | "system"

/** What a person did with the order's payment link. It is done at once. */
export type PaymentLinkActionKind = "payment_link" | "payment_link_email"

/** A merchant charged a saved card without the customer. It is done at once, or declined. */
export type SavedCardChargeKind = "saved_card_charge"

export type OperationStatus = "pending" | "succeeded" | "failed" | "rejected"

/** Amounts in major units. */
export interface OperationRow {
  readonly id: string
  readonly payment_session_id: string
  readonly order_id: string | null
  readonly kind:
    | "capture"
    | SystemOperationKind
    | PaymentLinkActionKind
    | SavedCardChargeKind
    | "hold_increment"
  readonly source: OperationSource
  readonly amount: string | null
  readonly rule: string | null
  readonly actor: string | null
  readonly requested_by_status: string | null
  readonly status: OperationStatus
  readonly reason: Reason
  readonly attempts: number
  /** Since when the money may have moved at Stripe; null before, and for other actions. */
  readonly begun_at: Date | null
  /** Major units that Stripe had captured of the payment then; null for other actions. */
  readonly captured_before: string | null
  readonly created_at: Date
  readonly settled_at: Date | null
}

/** What a person, a program or a rule requested. */
export type RequestRow = OperationRow & {
  readonly kind: "capture" | "release" | "place_order" | "hold_increment"
  readonly source: "request" | "rule"
}

export interface NewRequest {
  readonly id: string
  readonly paymentSessionId: string
  readonly orderId: string | null
  readonly kind: "capture" | "release" | "hold_increment"
  readonly source: "request" | "rule"
  /** Major units; null takes what is held and owed. Of an increment what is to be held then. */
  readonly amount: string | null
  readonly currencyCode: string
  /** The cause. The same cause never requests twice of one payment. */
  readonly trigger: string
  readonly rule: string | null
  readonly actor: string | null
  readonly requestedByStatus: string | null
  readonly isRejected: boolean
  readonly reason: Reason
}

export interface SystemOperation {
  readonly id: string
  readonly paymentSessionId: string
  readonly orderId: string | null
  readonly kind: SystemOperationKind
  readonly currencyCode: string
  readonly trigger: string
  readonly reason: Reason
}

export type StoredOperation = Omit<OperationRow, "reason"> & ReasonColumns

export function readOperation({
  reason_code,
  reason_params,
  ...row
}: StoredOperation): OperationRow {
  return { ...row, reason: fromReasonColumns({ reason_code, reason_params }) }
}
