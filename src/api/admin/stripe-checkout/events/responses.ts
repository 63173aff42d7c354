/**
 * The responses of the routes for Stripe's events. Types only, and none that import the
 * server's code, because the admin is compiled with them.
 */
import type {
  ReasonCode,
  ReasonParams,
} from "../../../../modules/stripe-checkout/domain/reasons/reason"
import type { OperationDescription } from "../orders/responses"
import type { PaymentReference } from "../references/responses"

export type EventStatus =
  "received" | "processed" | "ignored" | "failed" | "dead"

/** What `GET /admin/stripe-checkout/events` answers; newest first. */
export interface EventsAnswer {
  readonly events: readonly EventDescription[]
  readonly limit: number
  /**
   * For the next page; null on the last one. A page may be short, or empty, although there is
   * another: each searches a part of the inbox.
   */
  readonly next_cursor: string | null
  /** Of the whole inbox: what waits, what is retried, and what is not any more. */
  readonly unsettled: {
    readonly received: number
    readonly failed: number
    readonly dead: number
  }
  /** What the list can be filtered by. */
  readonly filters: {
    readonly types: readonly string[]
    readonly accounts: readonly string[]
  }
}

/** Points in time are ISO dates. */
export interface EventDescription {
  readonly id: string
  /** Stripe's id, `evt_…`. */
  readonly event_id: string
  readonly type: string
  /** The Stripe account's name in the options. */
  readonly account: string
  readonly status: EventStatus
  /** What became of it: one English sentence. */
  readonly reason: string | null
  readonly reason_code: ReasonCode | null
  readonly reason_params: ReasonParams | null
  readonly attempts: number
  /** When Stripe created it. */
  readonly occurred_at: string
  readonly received_at: string
  /** `webhook`: Stripe sent it; `sweep`: a sweep read it, because it had not arrived. */
  readonly source: "webhook" | "sweep"
  readonly processed_at: string | null
  /** When somebody last replayed it in the admin, and the user's id. */
  readonly replayed_at: string | null
  readonly replayed_by: string | null
  readonly payment: PaymentReference | null
  /** The event in Stripe's Dashboard. */
  readonly dashboard_url: string | null
  readonly is_test_mode: boolean
  readonly replay: {
    readonly allowed: boolean
    readonly reason: ReplayRefusal | null
  }
}

export type ReplayRefusal = "no_payment" | "already_waiting"

/** What `GET /admin/stripe-checkout/events/:id` answers. */
export interface EventAnswer {
  readonly event: EventDescription & {
    /** The object at Stripe that it is about, e.g. `pi_…`. */
    readonly object_id: string | null
    /** When its payment is synchronized again by itself; null when it is not. */
    readonly next_attempt_at: string | null
  }
  /** What was done with the payment from a minute before it arrived until it was processed. */
  readonly operations: readonly OperationDescription[]
  readonly currency_code: string | null
}

/** What `POST /admin/stripe-checkout/events/replay` answers, with 202. */
export interface ReplayAnswer {
  /** So many events are processed again, beginning now. */
  readonly marked: number
  readonly skipped: readonly {
    readonly id: string
    readonly reason: ReplayRefusal | "not_found"
  }[]
  /** More were chosen than are replayed at once; the same request takes the next ones. */
  readonly has_more: boolean
  /** For a range: the `from` of the next request. */
  readonly continue_from: string | null
}
