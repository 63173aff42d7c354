/**
 * What was read at Stripe is written before the action: while it fails, the order card, a
 * release and a capture still have to see the money.
 */
import type { PaymentDecision } from "../../modules/stripe-checkout/domain/decision/decide"
import {
  requiresManualReview,
  traitsOf,
} from "../../modules/stripe-checkout/domain/decision/decision-traits"
import type { HoldGrants } from "../../modules/stripe-checkout/domain/decision/hold-grants"
import { readPaymentState } from "../../modules/stripe-checkout/domain/decision/payment-state"
import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import type { Reason } from "../../modules/stripe-checkout/domain/reasons/reason"
import type {
  PaymentPatch,
  PaymentRow,
  StoredGrants,
} from "../../modules/stripe-checkout/repositories/payment-row"
import { emitPaymentEvent } from "../support/events"
import { resolveModule } from "../support/module"
import type { SyncContext } from "./actions/context"
import { findFailedRefund } from "./record-refunds"

export async function recordReading(
  context: SyncContext,
  decision: PaymentDecision
): Promise<void> {
  const { container, lease, row } = context
  // Before the state is written, which is what says that it was reported.
  await reportFailedPayment(context, decision)
  const reading = stateAtStripe(context)
  if (!traitsOf(decision.kind).isAtRest && isNew(row, reading)) {
    await resolveModule(container).payments.write(lease, {
      ...reading,
      reason: findFailedRefund(decision) ?? chooseReason(context, decision),
    })
  }
}

export function isNew(row: PaymentRow, patch: PaymentPatch): boolean {
  const known: PaymentPatch = row
  return (Object.keys(patch) as (keyof PaymentPatch)[]).some((column) =>
    column.startsWith("amount_")
      ? Number(known[column]) !== Number(patch[column])
      : JSON.stringify(known[column]) !== JSON.stringify(patch[column])
  )
}

export function stateAtStripe(context: SyncContext): PaymentPatch {
  const { row, stripe } = context
  const state = readPaymentState(stripe)
  const intent = stripe.paymentIntent
  if (!intent) {
    return { state: isClosedLink(context) ? "expired" : state }
  }
  const major = (minor: number): string =>
    toMajorUnits(minor, row.currency_code)
  return {
    state,
    payment_intent_id: intent.id,
    amount_capturable: major(intent.amountCapturable),
    amount_captured: major(intent.amountReceived),
    amount_refunded: major(intent.amountRefunded),
    grants: grantsOf(intent.grants, major),
    capture_before:
      intent.captureBefore === null
        ? null
        : new Date(intent.captureBefore * 1000).toISOString(),
  }
}

function grantsOf(
  grants: HoldGrants | undefined,
  major: (minor: number) => string
): StoredGrants | null {
  return grants
    ? {
        most:
          grants.mostCapturable === null ? null : major(grants.mostCapturable),
        parts: grants.keepsRest,
      }
    : null
}

/** A payment link that was closed before anybody followed it. */
function isClosedLink({ row, medusa, stripe }: SyncContext): boolean {
  const isRequested =
    medusa.paymentSession !== null && medusa.order?.isCanceled === false
  return (
    medusa.paymentLink !== null &&
    !isRequested &&
    row.checkout_session_attempt === 0 &&
    stripe.checkoutSession === null
  )
}

/** Emitted twice after a crash rather than never. */
async function reportFailedPayment(
  context: SyncContext,
  { reason }: PaymentDecision
): Promise<void> {
  const isFailed = readPaymentState(context.stripe) === "failed"
  if (isFailed && context.row.state !== "failed") {
    await emitPaymentEvent(context, { event: "payment_failed", reason })
  }
}

/**
 * That both sides agree, or that a row of core's was repaired, is not worth reading:
 * the reason that led there stays. What requires a person always replaces it.
 */
export function chooseReason(
  { row, stripe }: SyncContext,
  decision: PaymentDecision
): Reason {
  const { isAtRest, isBookkeeping } = traitsOf(decision.kind)
  const isUnchanged =
    row.state === readPaymentState(stripe) &&
    !PASSING.has(row.reason?.code ?? "")
  const isWorthReading =
    requiresManualReview(decision) ||
    isWaitingForReview(decision) ||
    !(isAtRest || isBookkeeping)
  return !isWorthReading && isUnchanged && row.reason !== null
    ? row.reason
    : decision.reason
}

/** Another decision ends what these say, even one that is not worth reading. */
const PASSING = new Set<string>(["refund_failed", "waits_for_review"])

export function isWaitingForReview({ reason }: PaymentDecision): boolean {
  return reason.code === "waits_for_review"
}
