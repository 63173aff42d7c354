/**
 * One sync pass over one payment, under its lease: load both sides as they are now,
 * decide, act, record.
 */
import {
  decidePayment,
  type PaymentDecision,
} from "../../modules/stripe-checkout/domain/decision/decide"
import { traitsOf } from "../../modules/stripe-checkout/domain/decision/decision-traits"
import type { StripePayment } from "../../modules/stripe-checkout/domain/decision/payment-state"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { loadMedusaPayment } from "../medusa/payment"
import { resolveModule } from "../support/module"
import { loadOrderPolicy } from "../support/order-policy"
import type { LeasedPayment, SyncContext } from "./actions/context"
import { executeAction } from "./actions/index"
import { evaluateCaptureRules } from "./apply-capture-rules"
import { checkOtherHolds } from "./moved-holds"
import { recordOperation } from "./record-operation"
import { recordDiscrepancies } from "./record-discrepancy"
import { recordReading, recordResult } from "./record-result"

export interface SyncPass {
  readonly context: SyncContext
  readonly decision: PaymentDecision
  /** What still holds at Stripe, for the next pass; null when Stripe must be read again. */
  readonly knownStripe: StripePayment | null
}

/** @param knownStripe what the pass before read at Stripe, where that still holds */
export async function synchronizeOnce(
  leased: LeasedPayment,
  knownStripe: StripePayment | null
): Promise<SyncPass> {
  const { context, decision } = await loadAndDecide(leased, knownStripe)

  await resolveModule(context.container).leases.renew(context.lease)
  await recordReading(context, decision)
  await recordOperation(context, decision, () =>
    executeAction(context, decision)
  )

  await recordDiscrepancies(context, decision)
  await recordResult(context, decision)
  return {
    context,
    decision,
    knownStripe: stillTrueAtStripe(context.stripe, decision),
  }
}

async function loadAndDecide(
  leased: LeasedPayment,
  knownStripe: StripePayment | null
): Promise<Pick<SyncPass, "context" | "decision">> {
  const { container, lease } = leased
  await resolveModule(container).leases.renew(lease)
  const policy = await loadOrderPolicy(container)
  const { row, medusa: loaded } = await loadMedusaPayment(
    container,
    lease.paymentSessionId,
    policy
  )
  const { request, statusOrigin } = await evaluateCaptureRules(leased, {
    row,
    medusa: loaded,
    policy,
  })
  const stripe = knownStripe ?? (await loadStripePayment(leased, row))
  const others = await checkOtherHolds(
    leased,
    { row, medusa: loaded },
    { request, stripe }
  )
  const medusa = { ...loaded, others }
  const decision = decidePayment({
    medusa,
    stripe,
    request,
    statusOrigin,
    policy,
  })
  return { context: { ...leased, row, medusa, stripe, policy }, decision }
}

const NOT_OPENED: StripePayment = { checkoutSession: null, paymentIntent: null }

/** Stripe's side, read now. The only source of truth about money. */
async function loadStripePayment(
  { container }: LeasedPayment,
  row: PaymentRow
): Promise<StripePayment> {
  if (!row.checkout_session_id) {
    return NOT_OPENED
  }
  const { gateway } = resolveModule(container).accounts.get(row.stripe_account)
  return gateway.readPayment(
    row.checkout_session_id,
    startTimeBudget(TIME_BUDGETS.background)()
  )
}

/** Saves a request to Stripe after an action that changed only Medusa. */
function stillTrueAtStripe(
  stripe: StripePayment,
  decision: PaymentDecision
): StripePayment | null {
  if (traitsOf(decision.kind).changesStripe) {
    return null
  }
  return decision.kind === "tag_payment_intent_with_order" &&
    stripe.paymentIntent
    ? {
        ...stripe,
        paymentIntent: { ...stripe.paymentIntent, orderId: decision.orderId },
      }
    : stripe
}
