/**
 * Writes how the payment stands and why, and logs it: ids and the reason, never a
 * payload.
 */
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import {
  chooseReason,
  isWaitingForReview,
} from "../../modules/stripe-checkout/domain/decision/choose-reason"
import type { PaymentDecision } from "../../modules/stripe-checkout/domain/decision/decide"
import {
  type SystemOperationKind,
  traitsOf,
} from "../../modules/stripe-checkout/domain/decision/decision-traits"
import { decideNextSync } from "../../modules/stripe-checkout/domain/decision/next-sync"
import { readPaymentState } from "../../modules/stripe-checkout/domain/decision/payment-state"
import type { MoneyStatus } from "../../modules/stripe-checkout/domain/order-status/money-status"
import { sentenceOf } from "../../modules/stripe-checkout/domain/reasons/reason"
import type { PaymentPatch } from "../../modules/stripe-checkout/repositories/payment-row"
import { readingToKeep } from "./kept-reading"
import { resolveModule } from "../support/module"
import { isNew, stateAtStripe } from "./record-reading"
import { findFailedRefund, refundsAtStripe } from "./record-refunds"
import type { SyncContext } from "./actions/context"

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
  if (
    isWaitingForReview(decision) ||
    decision.reason.code === "capture_waits_for_bank"
  ) {
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
    reason:
      findFailedRefund(decision) ??
      chooseReason(row, readPaymentState(context.stripe), decision),
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
  const state = readPaymentState(stripe)
  const isRestReleased =
    state === "captured" && stripe.paymentIntent?.grants?.keepsRest === true
  if (state === "canceled" || isRestReleased) {
    succeeded.add("release")
  }
  return succeeded
}

/** What a failed synchronization has left ends with one that works. */
export const NO_FAILURE: PaymentPatch = {
  sync_failures: 0,
  sync_failed_since: null,
  sync_failure: null,
}

/** After an action the next pass follows at once; in sync, it may be due much later. */
function scheduleNextSync(
  { medusa, row, stripe }: SyncContext,
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
    linkMoment: linkMomentOf(medusa),
  })
  return { ...NO_FAILURE, next_sync_at: next?.toISOString() ?? null }
}

function linkMomentOf({ paymentLink }: SyncContext["medusa"]): Date | null {
  const moment = paymentLink?.followsBalance ? paymentLink.nextMoment : null
  return moment ? new Date(moment) : null
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
