/**
 * The response of the route for payment methods. Types only, because the admin is compiled
 * with them.
 */

import type { MoneyDescription } from "./shown-money-responses"

/** What `GET …/orders/:id/payment-methods` answers: what Stripe says now, stored nowhere. */
export interface PaymentMethodsAnswer {
  /** Of each payment that has reached Stripe, the newest ten. */
  readonly payment_methods: readonly PaymentMethodDescription[]
}

export interface PaymentMethodDescription {
  readonly payment_session_id: string
  /** Why Stripe did not say; null where it did. */
  readonly unavailable:
    | "stripe_unavailable"
    | "key_refused"
    | "permission_missing"
    | "unknown_at_stripe"
    | "account_missing"
    | null
  /** Null where nothing was held or captured yet. The words are Stripe's own. */
  readonly method: {
    /** Such as `card` or `sepa_debit`. */
    readonly type: string
    readonly brand: string | null
    /** Never more of a number than this. */
    readonly last4: string | null
    readonly funding: string | null
    /** Such as `apple_pay`; null where none was used. */
    readonly wallet: string | null
    /** Where it was issued, such as `DE`. */
    readonly country: string | null
    /** Such as `authenticated`; null where 3D Secure was not requested. */
    readonly three_d_secure: string | null
    readonly cvc_check: string | null
  } | null
  /** Null where Stripe has not assessed the payment. */
  readonly risk: {
    /** `normal`, `elevated`, `highest`, `not_assessed` or `unknown`. */
    readonly level: string
    /** 0 to 100; null where the account has no such score. */
    readonly score: number | null
  } | null
  /**
   * What Stripe documents of refunds of this method; null while nothing is captured, and for
   * a method that the plugin does not know.
   */
  readonly refund: {
    /** False where the plugin refuses it without asking Stripe. */
    readonly is_possible: boolean
    /** Until when, an ISO date; null where Stripe states no limit. */
    readonly until: string | null
  } | null
  /** Null where nothing was held or captured yet. */
  readonly money: MoneyDescription | null
}
