/**
 * The responses of the routes for discrepancies. Types only, and none that import the
 * server's code, because the admin is compiled with them.
 */
import type { PaymentState } from "../../../../modules/stripe-checkout/domain/decision/payment-state"
import type { AdviceDescription } from "../../../../modules/stripe-checkout/domain/reasons/advice"
import type { ReasonDescription } from "../../../../modules/stripe-checkout/domain/reasons/reason"
import type { PaymentReference } from "../references/responses"

export type DiscrepancyStatus = "open" | "repaired" | "resolved"

/** What `GET /admin/stripe-checkout/discrepancies` answers; newest first. */
export interface DiscrepanciesAnswer {
  readonly discrepancies: readonly DiscrepancyDescription[]
  readonly limit: number
  /** For the next page; null on the last one. */
  readonly next_cursor: string | null
}

/** Amounts are in major units, points in time are ISO dates. */
export interface DiscrepancyDescription
  extends ReasonDescription, AdviceDescription {
  readonly id: string
  readonly status: DiscrepancyStatus
  /** What was done or would be, e.g. `complete_cart`, or `manual_review`. */
  readonly kind: string
  readonly currency_code: string
  /** Both sides as they were found. */
  readonly medusa: { readonly captured: number; readonly refunded: number }
  readonly stripe: {
    readonly held: number
    readonly captured: number
    readonly refunded: number
  }
  readonly payment: PaymentReference | null
  readonly found_at: string
  readonly resolved_at: string | null
  /** The user who resolved it; null where a synchronization did. */
  readonly resolved_by: string | null
  readonly note: string | null
}

export interface DiscrepancyAnswer {
  readonly discrepancy: DiscrepancyDescription
}

/** What checking a discrepancy again has led to. */
export interface DiscrepancyCheckAnswer extends DiscrepancyAnswer {
  readonly result: ReasonDescription & {
    /** `busy`: another worker is synchronizing the payment and will run once more. */
    readonly outcome: "in_sync" | "busy"
    readonly state: PaymentState | null
  }
}
