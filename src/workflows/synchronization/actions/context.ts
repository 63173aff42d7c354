import type { MedusaContainer } from "@medusajs/framework/types"

import type {
  PaymentIntentSnapshot,
  StripePayment,
} from "../../../modules/stripe-checkout/domain/decision/payment-state"
import type {
  MedusaPayment,
  PaymentDecision,
  PaymentDecisionKind,
} from "../../../modules/stripe-checkout/domain/decision/decide"
import type { OrderPolicy } from "../../../modules/stripe-checkout/domain/order-status/order-policy"
import type { Lease } from "../../../modules/stripe-checkout/repositories/leases"
import type { PaymentRow } from "../../../modules/stripe-checkout/repositories/payment-row"

/** The right to act on a payment. */
export interface LeasedPayment {
  readonly container: MedusaContainer
  readonly lease: Lease
}

/** Everything that was known when the decision was made. */
export interface SyncContext extends LeasedPayment {
  readonly row: PaymentRow
  readonly hasOpenDiscrepancy: boolean
  /** One of the plugin's own actions has begun and has no outcome. */
  readonly hasInterrupted: boolean
  /** When Stripe was asked, by `performance.now()`. */
  readonly stripeReadAt: number
  readonly medusa: MedusaPayment
  readonly stripe: StripePayment
  readonly policy: OrderPolicy
}

/**
 * `outdated`: somebody was faster, nothing was done, and the next pass decides about what is
 * so now. Or what Stripe has answered, which saves reading it.
 */
export type ActionOutcome =
  | undefined
  | "outdated"
  | {
      readonly paymentIntent: PaymentIntentSnapshot
      /** When Stripe was asked, at the latest. By `performance.now()`. */
      readonly answeredAt: number
    }

/** Does one thing, once. The next pass sees what it changed. */
export type Action<Kind extends PaymentDecisionKind> = (
  context: SyncContext,
  decision: Extract<PaymentDecision, { kind: Kind }>
) => Promise<void> | Promise<ActionOutcome>
