import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import {
  decidePaymentTransition,
  type MedusaPayment,
  type PaymentDecision,
  type PaymentDecisionKind,
  type Wish,
} from "../../modules/stripe-checkout/domain/decision/decide"
import { endsLooking } from "../../modules/stripe-checkout/domain/decision/decision-traits"
import type { StripePayment } from "../../modules/stripe-checkout/domain/decision/payment-state"
import type { Lease } from "../../modules/stripe-checkout/repositories/leases"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { type MedusaReading, readMedusaPaymentStep } from "../medusa/payment"
import { resolveModule } from "../support/module"
import { perform } from "./actions/index"
import { readWishStep } from "./apply-capture-rules"
import { noteOperation } from "./operation-log"
import { noteDiscrepancyStep } from "./record-discrepancy"
import { recordOutcomeStep } from "./record-result"

interface LookInput {
  readonly lease: Lease
  /** What the look before saw at Stripe, where that still holds. */
  readonly known_stripe: StripePayment | null
}

/**
 * One look at one payment, under its lease: both sides as they are now, one decision,
 * one deed, and the reason written down.
 */
export const lookAtPaymentWorkflow = createWorkflow(
  "look-at-payment",
  ({ lease, known_stripe }: LookInput) => {
    const reading = readMedusaPaymentStep({ lease })
    const { wish } = readWishStep(reading)
    const stripe = readStripePaymentStep({
      row: reading.row,
      known: known_stripe,
    })
    const decision = decideTransitionStep({
      medusa: reading.medusa,
      stripe,
      wish,
    })
    const performed = performDecisionStep({ lease, reading, stripe, decision })
    const sides = noteDiscrepancyStep({ reading, stripe, decision })
    recordOutcomeStep({ lease, reading, stripe, decision })
    return new WorkflowResponse(
      transform(
        { performed, reading, stripe, decision, sides },
        ({ performed: done, reading: { medusa }, ...seen }) => ({
          is_settled: done.is_settled,
          known_stripe: done.stripe,
          decision: seen.decision,
          stripe: seen.stripe,
          sides: seen.sides,
          order_id: medusa.order?.id ?? null,
        })
      )
    )
  }
)

interface DecideInput {
  readonly medusa: MedusaPayment
  readonly stripe: StripePayment
  readonly wish: Wish | null
}

/** Where the pure decision enters the recipe. */
export const decideTransitionStep = createStep(
  "decide-transition",
  ({ medusa, stripe, wish }: DecideInput) =>
    Promise.resolve(
      new StepResponse(decidePaymentTransition(medusa, stripe, wish))
    )
)

// ---- read-stripe-payment.ts
/*
 * Stripe's side of one payment, read now. The only source of truth about money.
 */

interface StripeReadingInput {
  readonly row: PaymentRow
  /** Read a moment ago, and nothing was done at Stripe since. */
  readonly known: StripePayment | null
}

const NOTHING: StripePayment = { checkoutSession: null, paymentIntent: null }

export const readStripePaymentStep = createStep(
  "read-stripe-payment",
  async ({ row, known }: StripeReadingInput, { container }) => {
    if (known) {
      return new StepResponse(known)
    }
    const { gateway } = resolveModule(container).accounts.get(row.account)
    const stripe = row.checkout_session_id
      ? await gateway.readPayment(
          row.checkout_session_id,
          startTimeBudget(TIME_BUDGETS.background)()
        )
      : NOTHING
    return new StepResponse(stripe)
  }
)

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
