/**
 * What a synchronization that failed leaves behind: why, since when, and when it is tried
 * again. What was requested stays pending, with the reason.
 */
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import {
  isAbandoned,
  retryDelayMs,
} from "../../modules/stripe-checkout/domain/decision/next-sync"
import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import {
  because,
  type Reason,
} from "../../modules/stripe-checkout/domain/reasons/reason"
import type { UnsettledEvent } from "../../modules/stripe-checkout/repositories/events"
import { LeaseLostError } from "../../modules/stripe-checkout/repositories/leases"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { readDeadline } from "../medusa/payment"
import { emitRowEvent } from "../support/events"
import { resolveModule } from "../support/module"
import { loadOrderPolicy } from "../support/order-policy"
import { readError, reasonOfError } from "../support/workflow-error"
import type { LeasedPayment } from "./actions/context"
import { NO_FAILURE } from "./record-result"
import { markFailed } from "./settle-events"

export async function recordFailure(
  leased: LeasedPayment,
  unsettled: readonly UnsettledEvent[],
  error: unknown
): Promise<void> {
  const { container, lease } = leased
  const { payments } = resolveModule(container)
  const { message } = readError(error)
  const row = await payments.findBy(
    "payment_session_id",
    lease.paymentSessionId
  )
  // Whoever has taken over the lease records what comes of it.
  if (row && !(error instanceof LeaseLostError)) {
    await recordReason(leased, row, reasonOfError(error))
    await warnOfDeadline(leased, row)
  }
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .warn(
      `stripe-checkout: ${row?.order_id ?? row?.cart_id ?? "payment"}, ${lease.paymentSessionId}: ${message} It will be tried again.`
    )
  await markFailed(container, unsettled, {
    row,
    reason: reasonOfError(error),
  })
}

async function recordReason(
  { container, lease }: LeasedPayment,
  row: PaymentRow,
  reason: Reason
): Promise<void> {
  const { duePayments, operations, payments } = resolveModule(container)
  if (isAbandonedRow(row, reason)) {
    await payments.write(lease, {
      ...NO_FAILURE,
      state: "expired",
      reason,
      next_sync_at: null,
    })
    return
  }
  await duePayments.postpone(lease, {
    delayMs: retryDelayMs(row.sync_failures + 1, Math.random()),
    reason,
  })
  const request = await operations.nextPending(row.payment_session_id)
  if (request) {
    await operations.recordAttempt(request.id, reason)
  }
}

/** A hold does not lapse unnoticed because Stripe cannot be read. */
async function warnOfDeadline(
  { container, lease }: LeasedPayment,
  row: PaymentRow
): Promise<void> {
  const { captureDeadline } = await loadOrderPolicy(container)
  const isHeld = row.state === "authorized" && row.order_id !== null
  if (!isHeld || readDeadline(row, captureDeadline.warnHours) !== "near") {
    return
  }
  await emitRowEvent(container, row, {
    event: "authorization_expiring",
    reason: because("authorization_expiring", {
      amount: toMinorUnits(row.amount_capturable, row.currency_code),
      currency_code: row.currency_code,
    }),
  })
  await resolveModule(container).payments.write(lease, {
    expiry_notified_at: new Date().toISOString(),
  })
}

function isAbandonedRow(row: PaymentRow, reason: Reason): boolean {
  const { checkout_session_expires_at: end } = row
  return isAbandoned({
    reason,
    state: row.state,
    hasPayment: row.payment_intent_id !== null || row.payment_id !== null,
    checkoutSessionExpiresAt: end === null ? null : new Date(end),
    now: new Date(),
  })
}
