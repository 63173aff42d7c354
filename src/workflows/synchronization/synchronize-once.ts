/**
 * One sync pass over one payment, under its lease: load both sides as they are now,
 * decide, act, record.
 */
import {
  decidePayment,
  type PaymentDecision,
} from "../../modules/stripe-checkout/domain/decision/decide"
import { factsAfter } from "../../modules/stripe-checkout/domain/decision/facts-after"
import { traitsOf } from "../../modules/stripe-checkout/domain/decision/decision-traits"
import { resolveModule } from "../support/module"
import type {
  ActionOutcome,
  LeasedPayment,
  SyncContext,
} from "./actions/context"
import { executeAction } from "./actions/index"
import { isSettledBy } from "./kept-reading"
import {
  type KnownOfStripe,
  loadFacts,
  type LoadedPayment,
  type StripeReading,
} from "./load-facts"
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
  KnownOfStripe | ({ readonly kind: "both_sides" } & LoadedPayment)

/** @param known what the pass before read or did, where that still holds */
export async function synchronizeOnce(
  leased: LeasedPayment,
  known: Known | null
): Promise<SyncPass> {
  const loaded =
    known?.kind === "both_sides" ? known : await loadFacts(leased, known)
  const decision = decidePayment(loaded.facts)
  if (loaded.isFromRow && !isSettledBy(decision)) {
    return synchronizeOnce(leased, null)
  }
  const context = toContext(leased, loaded)

  await resolveModule(context.container).leases.assertHeld(context.lease)
  await recordReading(context, decision)
  const outcome = await recordOperation(context, decision, () =>
    executeAction(context, decision)
  )

  const hasOpenDiscrepancy = await recordDiscrepancies(context, decision)
  const isDone = outcome !== "outdated"
  const written = await recordResult(context, decision, isDone)
  const row = { ...loaded.row, ...written }
  return {
    context,
    decision,
    readAt: loaded.readAt,
    known: stillKnown(
      { ...loaded, row, hasOpenDiscrepancy },
      decision,
      outcome
    ),
  }
}

function toContext(
  leased: LeasedPayment,
  { facts: { medusa, policy, stripe }, ...loaded }: LoadedPayment
): SyncContext {
  const { hasInterrupted, hasOpenDiscrepancy, row, stripeReadAt } = loaded
  return {
    ...leased,
    row,
    medusa,
    stripe,
    policy,
    stripeReadAt,
    hasInterrupted,
    hasOpenDiscrepancy,
  }
}

/** Saves reading what the action has not changed, or has changed in a known way. */
function stillKnown(
  loaded: LoadedPayment,
  decision: PaymentDecision,
  outcome: ActionOutcome
): Known | null {
  const { facts, stripeReadAt } = loaded
  if (outcome === "outdated") {
    return null
  }
  if (outcome) {
    return answered(loaded, outcome)
  }
  if (traitsOf(decision.kind).changesStripe) {
    return null
  }
  const after = factsAfter(facts, decision)
  return after
    ? { ...loaded, kind: "both_sides", facts: after }
    : { kind: "stripe", stripe: facts.stripe, stripeReadAt }
}

/** What Stripe has answered to the action is its newest reading. */
function answered(
  { facts: { stripe } }: LoadedPayment,
  { answeredAt, paymentIntent }: Exclude<ActionOutcome, undefined | "outdated">
): StripeReading {
  return {
    kind: "stripe",
    stripe: { ...stripe, paymentIntent },
    stripeReadAt: answeredAt,
  }
}
