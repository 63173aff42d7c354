import type { MedusaContainer } from "@medusajs/framework/types"

import type { StripePayment } from "../../../modules/stripe-checkout/domain/decision/payment-state"
import type {
  MedusaPayment,
  PaymentDecision,
  PaymentDecisionKind,
} from "../../../modules/stripe-checkout/domain/decision/decide"
import type { Lease } from "../../../modules/stripe-checkout/repositories/leases"
import type { PaymentRow } from "../../../modules/stripe-checkout/repositories/payment-row"

/** What was seen when the decision was taken, and the right to act on it. */
export interface Scene {
  readonly container: MedusaContainer
  readonly lease: Lease
  readonly row: PaymentRow
  readonly medusa: MedusaPayment
  readonly stripe: StripePayment
}

/** Does one thing, once. What it changed is seen at the next look. */
export type Deed<Kind extends PaymentDecisionKind> = (
  scene: Scene,
  decision: Extract<PaymentDecision, { kind: Kind }>
) => Promise<void>
