/**
 * One operation, as the rest of the plugin sees it.
 */

export type OperationStatus = "wanted" | "done" | "failed" | "declined"

export type OperationKind =
  "capture" | "release" | "complete" | "describe" | "record" | "repair"

/** Amounts in major units. */
export interface OperationRow {
  readonly id: string
  readonly payment_session_id: string
  readonly order_id: string | null
  readonly kind: OperationKind
  readonly amount: string | null
  readonly idempotency_key: string | null
  readonly rule: string
  readonly actor: string | null
  readonly requested_by_status: string | null
  readonly status: OperationStatus
  readonly reason: string
  readonly attempts: number
  readonly created_at: Date
  readonly settled_at: Date | null
}

export type WishRow = OperationRow & { readonly kind: "capture" | "release" }
