/**
 * The small synchronization of disputes, reviews and early fraud warnings: reads what
 * Stripe says of one payment now, stores it, and notifies subscribers of what is new. It
 * moves no money and writes nothing of Medusa's; the payment's own synchronization follows.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import {
  type DisputeKind,
  type DisputeSnapshot,
  stageOf,
} from "../../modules/stripe-checkout/domain/disputes/dispute"
import {
  type DisputeReport,
  reportsDue,
} from "../../modules/stripe-checkout/domain/disputes/reports"
import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import { sentenceOf } from "../../modules/stripe-checkout/domain/reasons/reason"
import type { Lease } from "../../modules/stripe-checkout/repositories/leases"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { emitRowEvent } from "../support/events"
import { newRowId, resolveModule } from "../support/module"

export interface DisputedPayment {
  readonly container: MedusaContainer
  /** On the payment's purchase: one worker at a time. */
  readonly lease: Lease
  readonly row: PaymentRow
  /** As Stripe says now, or as it was last read. */
  readonly paymentIntentId: string
}

/**
 * May run at any time, any number of times. Subscribers are notified once, or twice after a
 * crash rather than never.
 *
 * @throws StripePaymentError or whatever else kept it from being read, stored or emitted.
 */
export async function synchronizeDisputes(
  payment: DisputedPayment,
  kind: DisputeKind
): Promise<void> {
  const { container, lease, paymentIntentId, row } = payment
  const { accounts, disputes } = resolveModule(container)
  const known = await disputes.of([row.payment_session_id])
  const { gateway } = accounts.get(row.stripe_account)
  const snapshots = await gateway.disputes.read(
    kind,
    {
      paymentIntentId,
      reviewIds: known
        .filter((one) => one.kind === "review" && one.is_open)
        .map(({ stripe_id }) => stripe_id),
    },
    startTimeBudget(TIME_BUDGETS.background)
  )
  for (const snapshot of snapshots) {
    const { id, reported_stage } = await disputes.save(lease, {
      id: newRowId("scdp"),
      account: row.stripe_account,
      snapshot,
    })
    const reports = isTooEarly(row, snapshot)
      ? []
      : reportsDue(reported_stage, snapshot)
    for (const report of reports) {
      await emitReport(payment, snapshot, report)
    }
    if (reports.length) {
      await disputes.markReported(id, stageOf(snapshot))
    }
  }
}

/** Radar is faster than the order, whose number people want to read. */
const WAIT_FOR_ORDER_MS = 10 * 60 * 1000

function isTooEarly(
  { order_id }: PaymentRow,
  { openedAt }: DisputeSnapshot
): boolean {
  return order_id === null && Date.now() - openedAt * 1000 < WAIT_FOR_ORDER_MS
}

async function emitReport(
  { container, row }: DisputedPayment,
  { amount, currencyCode, stripeId }: DisputeSnapshot,
  { event, reason }: DisputeReport
): Promise<void> {
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .info(
      `stripe-checkout: ${row.order_id ?? row.cart_id ?? row.payment_session_id}, ${stripeId}: ${sentenceOf(reason)}`
    )
  await emitRowEvent(container, row, {
    event,
    reason,
    ...(amount === null || currencyCode === null
      ? {}
      : {
          amount: Number(toMajorUnits(amount, currencyCode)),
          currencyCode,
        }),
  })
}
