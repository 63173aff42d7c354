/**
 * Writes how the payment stands and why, and logs it: ids and the reason, never a
 * payload.
 */
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { PaymentDecision } from "../../modules/stripe-checkout/domain/decision/decide"
import {
  requiresManualReview,
  type SystemOperationKind,
  traitsOf,
} from "../../modules/stripe-checkout/domain/decision/decision-traits"
import { decideNextSync } from "../../modules/stripe-checkout/domain/decision/next-sync"
import { readPaymentState } from "../../modules/stripe-checkout/domain/decision/payment-state"
import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import type { MoneyStatus } from "../../modules/stripe-checkout/domain/order-status/status"
import {
  type Reason,
  sentenceOf,
} from "../../modules/stripe-checkout/domain/reasons/reason"
import type {
  PaymentPatch,
  PaymentRow,
} from "../../modules/stripe-checkout/repositories/payment-row"
import { readingToKeep } from "./kept-reading"
import { emitPaymentEvent } from "../support/events"
import { resolveModule } from "../support/module"
import { findFailedRefund, refundsAtStripe } from "./record-refunds"
import type { SyncContext } from "./actions/context"

/**
 * Before the action: while it fails, the order card, a release and a capture still have to
 * see the money.
 */
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

function isNew(row: PaymentRow, patch: PaymentPatch): boolean {
  const known: PaymentPatch = row
  return (Object.keys(patch) as (keyof PaymentPatch)[]).some((column) =>
    column.startsWith("amount_")
      ? Number(known[column]) !== Number(patch[column])
      : JSON.stringify(known[column]) !== JSON.stringify(patch[column])
  )
}

/**
 * @param isDone the action was done as decided
 * @returns what was written to the payment's row
 */
export async function recordResult(
  context: SyncContext,
  decision: PaymentDecision,
  isDone: boolean
): Promise<PaymentPatch> {
  const { container, lease, row } = context
  const { leases, operations } = resolveModule(container)
  const { endsPass, isAtRest } = traitsOf(decision.kind)
  const patch = isDone
    ? { ...describeResult(context, decision), ...reportedOfPayment(decision) }
    : describeResult(context, decision)
  await write(context, patch, {
    reported: isDone ? reportedOfOrder(decision) : null,
    isRequired: endsPass,
  })
  if (isWaitingForReview(decision)) {
    await operations.explainPending(lease.paymentSessionId, decision.reason)
  }
  if (concernsOtherPayments(context, decision)) {
    await leases.markOtherPayments(lease)
  }
  if (endsPass && context.hasInterrupted) {
    await operations.settleInterrupted(
      row.payment_session_id,
      findSucceeded(context)
    )
  }
  if (!isAtRest) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .info(formatForLog(context, decision))
  }
  return patch
}

async function write(
  { container, lease, row }: SyncContext,
  patch: PaymentPatch,
  {
    isRequired,
    reported,
  }: { readonly isRequired: boolean; readonly reported: MoneyStatus | null }
): Promise<void> {
  const { payments } = resolveModule(container)
  const synced = { ...patch, synced_at: new Date().toISOString() }
  if (reported) {
    await payments.writeReported(lease, synced, reported)
  } else if (isRequired || isNew(row, patch)) {
    await payments.write(lease, synced)
  }
}

/** Emitted twice after a crash rather than never. */
function reportedOfPayment(decision: PaymentDecision): PaymentPatch {
  return decision.kind === "write_order_status" && decision.update.payment
    ? { reported_status: decision.update.payment }
    : {}
}

function reportedOfOrder(decision: PaymentDecision): MoneyStatus | null {
  return decision.kind === "write_order_status" ? decision.update.order : null
}

function describeResult(
  context: SyncContext,
  decision: PaymentDecision
): PaymentPatch {
  const { row, medusa } = context
  return {
    // The replacement's row shows the money from now on.
    ...(decision.kind === "rebind_payment_session"
      ? {}
      : stateAtStripe(context)),
    ...refundsAtStripe(context, decision),
    reason: findFailedRefund(decision) ?? chooseReason(context, decision),
    payment_id: medusa.payment?.id ?? null,
    order_id: medusa.order?.id ?? row.order_id,
    ...scheduleNextSync(context, decision),
    kept_reading: readingToKeep(context, decision),
  }
}

/** What the order owes has changed, or another payment did at Stripe. */
function concernsOtherPayments(
  { medusa }: SyncContext,
  { kind }: PaymentDecision
): boolean {
  return (
    traitsOf(kind).changesOrderMoney ||
    medusa.others.some(({ hasMoved }) => hasMoved)
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

/** In sync, everything that a crashed pass had begun to record or repair is done. */
function findSucceeded({
  medusa: { order },
  stripe,
}: SyncContext): Set<SystemOperationKind> {
  const succeeded = new Set<SystemOperationKind>(["record", "repair"])
  if (order) {
    succeeded.add("place_order")
  }
  if (order && stripe.paymentIntent?.orderId === order.id) {
    succeeded.add("tag_payment_intent")
  }
  if (readPaymentState(stripe) === "canceled") {
    succeeded.add("release")
  }
  return succeeded
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

function stateAtStripe(context: SyncContext): PaymentPatch {
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
    capture_before:
      intent.captureBefore === null
        ? null
        : new Date(intent.captureBefore * 1000).toISOString(),
  }
}

/** What a failed synchronization has left ends with one that works. */
export const NO_FAILURE: PaymentPatch = {
  sync_failures: 0,
  sync_failed_since: null,
  sync_failure: null,
}

/** After an action the next pass follows at once; in sync, it may be due much later. */
function scheduleNextSync(
  { row, stripe }: SyncContext,
  decision: PaymentDecision
): PaymentPatch {
  if (!traitsOf(decision.kind).isAtRest) {
    return decision.kind === "complete_cart"
      ? { order_failing_since: null }
      : {}
  }
  const expiresAt = row.checkout_session_expires_at
  const next = decideNextSync({
    decision,
    state: readPaymentState(stripe),
    checkoutSessionExpiresAt: expiresAt ? new Date(expiresAt) : null,
    isOpened: stripe.checkoutSession !== null,
    now: new Date(),
  })
  return { ...NO_FAILURE, next_sync_at: next?.toISOString() ?? null }
}

/**
 * That both sides agree, or that a row of core's was repaired, is not worth reading:
 * the reason that led there stays. What requires a person always replaces it.
 */
function chooseReason(
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

function isWaitingForReview({ reason }: PaymentDecision): boolean {
  return reason.code === "waits_for_review"
}

function formatForLog(
  { row, medusa, stripe }: SyncContext,
  decision: PaymentDecision
): string {
  const subject = medusa.order
    ? `order #${medusa.order.displayId}`
    : (row.cart_id ?? row.payment_session_id)
  const action = decision.kind.replaceAll("_", " ")
  return `stripe-checkout: ${subject}, ${stripe.paymentIntent?.id ?? "no PaymentIntent"}, ${action}: ${sentenceOf(decision.reason)}`
}
