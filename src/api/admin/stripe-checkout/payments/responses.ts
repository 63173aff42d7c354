/**
 * The responses of the routes for the list of payments. Types only, and none that import
 * the server's code, because the admin is compiled with them.
 */
import type { PaymentState } from "../../../../modules/stripe-checkout/domain/decision/payment-state"
import type {
  ReasonCode,
  ReasonParams,
} from "../../../../modules/stripe-checkout/domain/reasons/reason"
import type {
  PaymentOrder,
  PaymentViewName,
} from "../../../../modules/stripe-checkout/repositories/payment-views"
import type { DisputeDescription, PaymentStatus } from "../orders/responses"

export type { PaymentOrder, PaymentViewName }

/** What `GET /admin/stripe-checkout/payments` answers. */
export interface PaymentsAnswer {
  readonly payments: readonly ListedPaymentDescription[]
  /** At most 10,000. */
  readonly count: number
  /** False: there are more than `count`. */
  readonly is_count_exact: boolean
  readonly offset: number
  readonly limit: number
}

/** Amounts are in major units, points in time are ISO dates. */
export interface ListedPaymentDescription {
  readonly payment_session_id: string
  readonly payment_intent_id: string | null
  readonly order_id: string | null
  /** The order's number. */
  readonly display_id: number | null
  readonly cart_id: string | null
  /** The order's, or the cart's where there is no order. */
  readonly email: string | null
  /** The Stripe account's name in the options. */
  readonly account: string
  /** At Stripe, as of the last synchronization. */
  readonly state: PaymentState
  readonly payment_status: PaymentStatus
  readonly currency_code: string
  readonly amount: number
  readonly captured: number
  readonly refunded: number
  /** What is held and can be captured. */
  readonly capturable: number
  /** When Medusa recorded the authorization; null before that. */
  readonly authorized_at: string | null
  /** Until when the issuer holds the money, or did until the hold lapsed. */
  readonly capture_before: string | null
  /** What is wrong, or otherwise why the payment is in this state: one English sentence. */
  readonly reason: string | null
  readonly reason_code: ReasonCode | null
  readonly reason_params: ReasonParams | null
  /** What is open of disputes, reviews and fraud warnings; the newest. */
  readonly dispute: DisputeDescription | null
  readonly dashboard_url: string | null
  readonly is_test_mode: boolean
  /** When the shopper went to Stripe for the first time. */
  readonly created_at: string
  readonly synced_at: string | null
}

/** What `GET /admin/stripe-checkout/payments/counts` answers. */
export interface PaymentCountsAnswer {
  /** In the order of the tabs. */
  readonly views: readonly ViewCount[]
  /** How many payments need attention, each of them counted once; at most 10,000. */
  readonly needs_attention: number
  /** The Stripe accounts that payments may be in, by their names in the options. */
  readonly accounts: readonly string[]
}

export interface ViewCount {
  readonly view: PaymentViewName
  /** At most 10,000. */
  readonly count: number
  readonly is_count_exact: boolean
  /** Each payment of this view waits for somebody. */
  readonly needs_attention: boolean
}
