import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { endsLooking } from "../../modules/stripe-checkout/domain/decision/decision-traits"
import type { StripePayment } from "../../modules/stripe-checkout/domain/decision/payment-state"
import type {
  PaymentDecision,
  PaymentDecisionKind,
} from "../../modules/stripe-checkout/domain/decision/decide"
import type { Lease } from "../../modules/stripe-checkout/repositories/leases"
import { perform } from "../deeds/perform"
import { noteOperation } from "./note-operation"
import type { MedusaReading } from "./read-medusa-payment"
import { resolveModule } from "./resolve-module"

interface PerformInput {
  readonly lease: Lease
  readonly reading: MedusaReading
  readonly stripe: StripePayment
  readonly decision: PaymentDecision
}

/** The only step of a look that acts. */
export const performDecisionStep = createStep(
  "perform-decision",
  async ({ lease, reading, stripe, decision }: PerformInput, { container }) => {
    await resolveModule(container).leases.renew(lease)
    const scene = { container, lease, stripe, ...reading }
    await noteOperation(scene, decision, () => perform(scene, decision))
    return new StepResponse({
      is_settled: endsLooking(decision.kind),
      stripe: stillTrueAtStripe(stripe, decision),
    })
  }
)

/** What moves or closes something at Stripe is followed by a fresh look there. */
const CHANGES_STRIPE = new Set<PaymentDecisionKind>([
  "capture",
  "expire_checkout_session",
  "name_session_at_stripe",
  "release_hold",
  "release_without_order",
])

/** Spares the request where only Medusa was changed. */
function stillTrueAtStripe(
  stripe: StripePayment,
  decision: PaymentDecision
): StripePayment | null {
  if (CHANGES_STRIPE.has(decision.kind)) {
    return null
  }
  return decision.kind === "describe_at_stripe" && stripe.paymentIntent
    ? {
        ...stripe,
        paymentIntent: { ...stripe.paymentIntent, orderId: decision.orderId },
      }
    : stripe
}
