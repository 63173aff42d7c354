/**
 * The responses of the routes for bulk requests. Types only, and none that import the
 * server's code, because the admin is compiled with them. Amounts are in major units, points
 * in time are ISO dates.
 */
import type { ReasonDescription } from "../../../../modules/stripe-checkout/domain/reasons/reason"

export interface AmountInCurrency {
  readonly currency_code: string
  readonly amount: number
}

export interface BulkRequestPreview {
  readonly kind: "capture" | "release"
  /** Orders of which something is held. */
  readonly orders: number
  readonly payments: number
  /**
   * What is held. A capture is for no more than its order owes; the rest of its hold is
   * then released.
   */
  readonly held: readonly AmountInCurrency[]
  /** Those of these payments for which something has been requested already. */
  readonly already_requested: number
  /** Orders for which nothing is held. They are left out. */
  readonly orders_without_hold: readonly string[]
}

export interface BulkRequestDescription {
  readonly id: string
  readonly kind: "capture" | "release"
  /** A user's id, or the name of a program. */
  readonly actor: string | null
  readonly created_at: string
  readonly settled_at: string | null
  /** `stopped`: some payments were not reached, because somebody stopped it. */
  readonly status: "running" | "stopped" | "finished"
  /** Payments; the counts below add up to it. */
  readonly total: number
  readonly pending: number
  readonly succeeded: number
  readonly failed: number
  readonly rejected: number
  readonly stopped: number
  /** Captured or released so far. */
  readonly amounts: readonly AmountInCurrency[]
}

export interface BulkResultDescription extends ReasonDescription {
  readonly payment_session_id: string
  readonly order_id: string
  /** Its number in Medusa. */
  readonly order_display_id: number | null
  readonly currency_code: string
  /** What was captured or released; null where nothing was. */
  readonly amount: number | null
  readonly status: "pending" | "succeeded" | "failed" | "rejected"
  readonly settled_at: string | null
}

export interface BulkRequestAnswer {
  readonly bulk_request: BulkRequestDescription
}

/** The newest first. */
export interface BulkRequestsAnswer {
  readonly bulk_requests: readonly BulkRequestDescription[]
}

export interface BulkPreviewAnswer {
  readonly preview: BulkRequestPreview
}

export interface BulkResultsAnswer {
  readonly results: readonly BulkResultDescription[]
  readonly count: number
  readonly offset: number
  readonly limit: number
}
