/**
 * The responses of the routes for payments without an order. Types only, and none that
 * import the server's code, because the admin is compiled with them.
 */
import type { PaymentState } from "../../../../modules/stripe-checkout/domain/decision/payment-state"
import type { WithoutOrderRefusal } from "../../../../modules/stripe-checkout/domain/payment-without-order"
import type {
  ReasonCode,
  ReasonDescription,
  ReasonParams,
} from "../../../../modules/stripe-checkout/domain/reasons/reason"

/** What `GET /admin/stripe-checkout/payments-without-order` answers; newest first. */
export interface PaymentsWithoutOrderAnswer {
  readonly payments: readonly PaymentWithoutOrderDescription[]
  readonly count: number
  readonly offset: number
  readonly limit: number
}

/** Amounts are in major units, points in time are ISO dates. */
export interface PaymentWithoutOrderDescription {
  readonly payment_session_id: string
  readonly payment_intent_id: string | null
  readonly cart_id: string | null
  /** The cart's. */
  readonly email: string | null
  /** The Stripe account's name in the options. */
  readonly account: string
  /** At Stripe, as of the last synchronization: `authorized` or `captured`. */
  readonly state: PaymentState
  readonly currency_code: string
  readonly amount: number
  readonly held: number
  readonly captured: number
  readonly refunded: number
  /** Since when the order could not be placed; null before the first failure. */
  readonly failing_since: string | null
  /** Why the last attempt failed, or otherwise why there is no order. */
  readonly reason: string | null
  readonly reason_code: ReasonCode | null
  readonly reason_params: ReasonParams | null
  /** Until when the issuer holds the money. */
  readonly capture_before: string | null
  /** When the hold will be released automatically; see `notPlaceable.releaseAfterHours`. */
  readonly release_due_at: string | null
  readonly dashboard_url: string | null
  readonly is_test_mode: boolean
  readonly created_at: string
  readonly synced_at: string | null
  /** When it is retried automatically. */
  readonly next_attempt_at: string | null
  readonly actions: {
    readonly retry: WithoutOrderOffer
    readonly release: WithoutOrderOffer
  }
}

export interface WithoutOrderOffer {
  readonly allowed: boolean
  readonly reason: WithoutOrderRefusal | null
}

/** The result of a request to retry or release. */
export interface WithoutOrderAnswer extends ReasonDescription {
  /**
   * Not the requested one where Medusa had deleted that and the plugin has created it
   * again.
   */
  readonly payment_session_id: string
  /** `pending`: not done yet; it is retried automatically. */
  readonly status: "pending" | "succeeded" | "rejected"
  /** The order, once it is placed. */
  readonly order_id: string | null
}
