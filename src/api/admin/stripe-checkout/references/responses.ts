/**
 * Types only, and none that import the server's code, because the admin is compiled with
 * them.
 */
import type { PaymentState } from "../../../../modules/stripe-checkout/domain/decision/payment-state"

/** Which payment something is about, and where to open it. */
export interface PaymentReference {
  readonly payment_session_id: string
  readonly payment_intent_id: string | null
  readonly checkout_session_id: string | null
  /** The Stripe account's name in the options. */
  readonly account: string
  /** At Stripe, as of the last synchronization. */
  readonly state: PaymentState
  readonly cart_id: string | null
  readonly order_id: string | null
  /** The order's number, as people know it. */
  readonly order_display_id: number | null
  /** The payment in Stripe's Dashboard. */
  readonly dashboard_url: string | null
  readonly is_test_mode: boolean
}
