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
import {
  type Reason,
  sentenceOf,
} from "../../modules/stripe-checkout/domain/reasons/reason"
import type { PaymentPatch } from "../../modules/stripe-checkout/repositories/payment-row"
import { emitPaymentEvent } from "../support/events"
import { resolveModule } from "../support/module"
import type { SyncContext } from "./actions/context"

export async function recordResult(
  context: SyncContext,
  decision: PaymentDecision
): Promise<void> {
  const { container, lease, row, medusa } = context
  const { leases, operations, payments } = resolveModule(container)
  const { changesOrderMoney, endsPass, isAtRest } = traitsOf(decision.kind)
  if (readPaymentState(context.stripe) === "failed" && row.state !== "failed") {
    // Emitted twice after a crash rather than never.
    await emitPaymentEvent(context, {
      event: "payment_failed",
      reason: decision.reason,
    })
  }
  await payments.write(lease, {
    // The replacement's row shows the money from now on.
    ...(decision.kind === "rebind_payment_session"
      ? {}
      : stateAtStripe(context)),
    ...refundsAtStripe(context, decision),
    reason: findFailedRefund(decision) ?? chooseReason(context, decision),
    payment_id: medusa.payment?.id ?? null,
    order_id: medusa.order?.id ?? row.order_id,
    synced_at: new Date().toISOString(),
    ...scheduleNextSync(context, decision),
  })
  if (changesOrderMoney) {
    await leases.markOtherPayments(lease)
  }
  if (endsPass) {
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

function stateAtStripe({ row, stripe }: SyncContext): PaymentPatch {
  const state = readPaymentState(stripe)
  const intent = stripe.paymentIntent
  if (!intent) {
    return { state }
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

/** All that was ever seen stays, with its status. */
function refundsAtStripe(
  { row, stripe }: SyncContext,
  decision: PaymentDecision
): PaymentPatch {
  const refunds = stripe.paymentIntent?.refunds ?? []
  if (!refunds.length) {
    return {}
  }
  const reportedNow =
    decision.kind === "report_refund" ? decision.refundId : null
  return {
    refunds: refunds.map(({ id, amount, status, createdAt, ...refund }) => ({
      id,
      amount: toMajorUnits(amount, row.currency_code),
      status,
      reason: refund.failureReason ?? refund.pendingReason,
      created_at: new Date(createdAt * 1000).toISOString(),
      reported_status:
        id === reportedNow
          ? status
          : (row.refunds?.find((known) => known.id === id)?.reported_status ??
            null),
    })),
  }
}

/** Until it is made up for, nothing else is as worth reading. */
function findFailedRefund({ unrepaired }: PaymentDecision): Reason | null {
  return (
    unrepaired?.find(({ kind }) => kind === "refund_failed")?.reason ?? null
  )
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
    now: new Date(),
  })
  return { sync_failures: 0, next_sync_at: next?.toISOString() ?? null }
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
    row.reason?.code !== "refund_failed"
  const isWorthReading =
    requiresManualReview(decision) || !(isAtRest || isBookkeeping)
  return !isWorthReading && isUnchanged && row.reason !== null
    ? row.reason
    : decision.reason
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
