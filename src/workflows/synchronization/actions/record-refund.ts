/**
 * Records money that was refunded at Stripe. The provider sees that it is only recorded, and
 * our own actor; either way it moves none.
 */
import { MathBN } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"

import {
  toMajorUnits,
  toMinorUnits,
} from "../../../modules/stripe-checkout/domain/money"
import { PLUGIN_ACTOR } from "../../../modules/stripe-checkout/domain/plugin-actor"
import type { Reason } from "../../../modules/stripe-checkout/domain/reasons/reason"
import { readOpenChanges } from "../../medusa/order-changes"
import { withRefundLock } from "../../medusa/order-lock"
import { paymentModule, sumAmounts } from "../../medusa/query"
import { addOrderTransaction } from "../repairs/ledger"
import { hasChangedSinceLoad } from "./capture"
import type { Action, SyncContext } from "./context"
import { recordMove } from "./recorded-move"

export const recordRefund: Action<"record_refund"> = async (
  context,
  { amount, reason }
) => {
  const { order, payment, currencyCode } = context.medusa
  if (!order || !payment) {
    return
  }
  const refund = {
    payment_id: payment.id,
    amount: await exactAmount(context, {
      paymentId: payment.id,
      minor: amount,
      currencyCode,
    }),
    created_by: PLUGIN_ACTOR,
    note: "Refunded at Stripe.",
  }
  await withRefundLock(context.container, order.id, async () => {
    if (await hasChangedSinceLoad(context)) {
      return
    }
    const move = { kind: "refund", paymentId: payment.id } as const
    await recordMove(context, move, async () => {
      await runRefund(context, refund, reason)
      return true
    })
  })
}

/**
 * Major units. All that is left of a payment is refunded to its last decimal: Stripe has
 * rounded it, perhaps up, and core refunds no more than it has captured.
 */
async function exactAmount(
  { container }: SyncContext,
  {
    paymentId,
    minor,
    currencyCode,
  }: {
    readonly paymentId: string
    readonly minor: number
    readonly currencyCode: string
  }
): Promise<number> {
  const { captures = [], refunds = [] } = await paymentModule(
    container
  ).retrievePayment(paymentId, { relations: ["captures", "refunds"] })
  const left = MathBN.sub(sumAmounts(captures), sumAmounts(refunds)).toString()
  const isAllThatIsLeft = toMinorUnits(left, currencyCode) === minor
  return Number(isAllThatIsLeft ? left : toMajorUnits(minor, currencyCode))
}

interface RecordedRefund {
  readonly payment_id: string
  readonly amount: number
  readonly created_by: string
  readonly note: string
}

async function runRefund(
  context: SyncContext,
  refund: RecordedRefund,
  reason: Reason
): Promise<void> {
  if (await canRunWorkflow(context)) {
    await refundPaymentWorkflow(context.container).run({ input: refund })
    return
  }
  const rowId = await createRefund(context, refund)
  if (rowId) {
    await addOrderTransaction(context, {
      kind: "add_order_transaction",
      reference: "refund",
      rowId,
      reason,
    })
  }
}

/**
 * Core's workflow refuses canceled orders, and orders that are being edited, and only after
 * it has created the refund. Its credit line is written once the edit has ended.
 */
async function canRunWorkflow({
  container,
  medusa: { order },
}: SyncContext): Promise<boolean> {
  return (
    order !== null &&
    !order.isCanceled &&
    (await readOpenChanges(container, order.id)).length === 0
  )
}

async function createRefund(
  { container, medusa: { payment } }: SyncContext,
  refund: RecordedRefund
): Promise<string | undefined> {
  const { refunds = [] } = await paymentModule(container).refundPayment(refund)
  const known = payment?.ledger.refunds.map(({ id }) => id) ?? []
  return refunds.find(({ id }) => !known.includes(id))?.id
}
