/**
 * One sync pass over one payment, under its lease: load both sides as they are now,
 * decide, act, record.
 */
import {
  decidePayment,
  type PaymentDecision,
} from "../../modules/stripe-checkout/domain/decision/decide"
import type { Facts } from "../../modules/stripe-checkout/domain/decision/decision"
import { factsAfter } from "../../modules/stripe-checkout/domain/decision/facts-after"
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
import {
  addReview,
  isFraudSuspected,
  readNewReview,
} from "./disputes-of-payment"
import { isSettledBy, keptReadingOf } from "./kept-reading"
import { checkOtherHolds } from "./moved-holds"
import { recordOperation } from "./record-operation"
import { recordDiscrepancies } from "./record-discrepancy"
import { recordReading, recordResult } from "./record-result"

export interface SyncPass {
  readonly context: SyncContext
  readonly decision: PaymentDecision
  /** For the next pass; null when both sides must be read again. */
  readonly known: Known | null
  /** When the load that it decided from began to read Medusa, by `performance.now()`. */
  readonly readAt: number
}

/** What a pass leaves that still holds. */
export type Known =
  /** Nothing was heard of Stripe, so what is kept of it may do. */
  | { readonly kind: "unchanged_stripe" }
  | { readonly kind: "stripe"; readonly stripe: StripePayment }
  | ({ readonly kind: "both_sides" } & LoadedPayment)

interface LoadedPayment {
  readonly row: PaymentRow
  readonly facts: Facts
  readonly readAt: number
  /** Stripe was not read. */
  readonly isFromRow: boolean
}

/** @param known what the pass before read or did, where that still holds */
export async function synchronizeOnce(
  leased: LeasedPayment,
  known: Known | null
): Promise<SyncPass> {
  const { row, facts, readAt, isFromRow } =
    known?.kind === "both_sides" ? known : await load(leased, known)
  const decision = decidePayment(facts)
  if (isFromRow && !isSettledBy(decision)) {
    return synchronizeOnce(leased, null)
  }
  const { medusa, stripe, policy } = facts
  const context = { ...leased, row, medusa, stripe, policy }

  await resolveModule(context.container).leases.assertHeld(context.lease)
  await recordReading(context, decision)
  const isDone = await recordOperation(context, decision, () =>
    executeAction(context, decision)
  )

  await recordDiscrepancies(context, decision)
  const written = await recordResult(context, decision)
  return {
    context,
    decision,
    readAt,
    known: isDone
      ? stillKnown(
          { row: { ...row, ...written }, facts, readAt, isFromRow },
          decision
        )
      : null,
  }
}

async function load(
  leased: LeasedPayment,
  known: Exclude<Known, { kind: "both_sides" }> | null
): Promise<LoadedPayment> {
  const { container, lease } = leased
  const readAt = performance.now()
  const policy = await loadOrderPolicy(container)
  const { row, otherRows, medusa } = await loadMedusaPayment(
    container,
    lease.paymentSessionId,
    policy
  )
  const { request, statusOrigin } = await evaluateCaptureRules(leased, {
    row,
    medusa,
    policy,
  })
  const kept =
    known?.kind === "unchanged_stripe" ? keptReadingOf(row, request) : null
  const stripe =
    known?.kind === "stripe"
      ? known.stripe
      : (kept ?? (await loadStripePayment(leased, row)))
  await readNewReview(leased, row, stripe)
  const others = await checkOtherHolds(
    leased,
    { medusa, otherRows },
    { request, stripe }
  )
  return {
    row,
    readAt,
    isFromRow: kept !== null,
    facts: {
      medusa: { ...medusa, others },
      stripe,
      request: await addReview(leased, { row, request, stripe, policy }),
      isFraudSuspected: await isFraudSuspected(leased, policy),
      statusOrigin,
      policy,
    },
  }
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

/** Saves reading what the action has not changed, or has changed in a known way. */
function stillKnown(
  { row, facts, readAt, isFromRow }: LoadedPayment,
  decision: PaymentDecision
): Known | null {
  if (traitsOf(decision.kind).changesStripe) {
    return null
  }
  const after = factsAfter(facts, decision)
  return after
    ? { kind: "both_sides", row, facts: after, readAt, isFromRow }
    : { kind: "stripe", stripe: facts.stripe }
}
