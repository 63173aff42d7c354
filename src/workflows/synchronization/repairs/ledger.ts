/**
 * Repairs what a crash or a race left in core's rows. Each repair uses the modules' own
 * methods, and none calls Stripe.
 */
import type { IOrderModuleService } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { capturePaymentWorkflow } from "@medusajs/medusa/core-flows"

import { paymentModule } from "../../medusa/query"
import { emitPaymentEvent } from "../../support/events"
import type { Action, SyncContext } from "../actions/context"

/** Medusa's module factory generates these methods; its interface lacks them. */
interface GeneratedRows {
  deleteCaptures(ids: string[]): Promise<void>
  deleteRefunds(ids: string[]): Promise<void>
  updatePaymentSessions(update: {
    id: string
    status: string
  }): Promise<unknown>
}

export const deleteOrphanCapture: Action<"delete_orphan_capture"> = async (
  { container },
  { captureId }
) => generatedRows(container).deleteCaptures([captureId])

/** What Stripe accepted and could not pay out is reported with Stripe's own reason. */
export const deleteOrphanRefund: Action<"delete_orphan_refund"> = async (
  context,
  { refundId, amount, transactionIds, reason }
) => {
  const { container } = context
  if (transactionIds.length) {
    await orderModule(container).deleteOrderTransactions([...transactionIds])
  }
  await generatedRows(container).deleteRefunds([refundId])
  const isReportedByItself = context.stripe.paymentIntent?.refunds.some(
    (refund) =>
      refund.amount === amount &&
      (refund.status === "failed" || refund.status === "canceled")
  )
  if (!isReportedByItself) {
    await emitPaymentEvent(context, { event: "refund_failed", reason, amount })
  }
}

/** Core then adds what the order's ledger lacks, and emits the capture event. */
export const markPaymentCaptured: Action<"mark_payment_captured"> = async ({
  container,
  medusa,
}) => {
  const paymentId = requirePayment(medusa).id
  const update = { id: paymentId, captured_at: new Date() }
  await paymentModule(container).updatePayment(update)
  await capturePaymentWorkflow(container).run({
    input: { payment_id: paymentId },
  })
}

export const markSessionAuthorized: Action<"mark_session_authorized"> = async ({
  container,
  row,
}) => {
  await generatedRows(container).updatePaymentSessions({
    id: row.payment_session_id,
    status: "authorized",
  })
}

/** With the row's own exact amount, as core would have written it. */
export const addOrderTransaction: Action<"add_order_transaction"> = async (
  { container, medusa, row },
  { reference, rowId }
) => {
  if (!medusa.order) {
    return
  }
  const payment = await paymentModule(container).retrievePayment(
    requirePayment(medusa).id,
    { relations: ["captures", "refunds"] }
  )
  const rows = reference === "capture" ? payment.captures : payment.refunds
  const recorded = rows?.find(({ id }) => id === rowId)
  if (!recorded) {
    return
  }
  const sign = reference === "capture" ? 1 : -1
  await orderModule(container).addOrderTransactions({
    order_id: medusa.order.id,
    amount: sign * Number(recorded.amount),
    currency_code: row.currency_code,
    reference,
    reference_id: rowId,
  })
}

export const deleteOrderTransactions: Action<
  "delete_order_transactions"
> = async ({ container }, { transactionIds }) => {
  await orderModule(container).deleteOrderTransactions([...transactionIds])
}

function requirePayment(medusa: SyncContext["medusa"]) {
  if (!medusa.payment) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "Medusa has no payment whose ledger could be repaired."
    )
  }
  return medusa.payment
}

function generatedRows(container: SyncContext["container"]): GeneratedRows {
  return container.resolve<GeneratedRows>(Modules.PAYMENT)
}

function orderModule(container: SyncContext["container"]): IOrderModuleService {
  return container.resolve(Modules.ORDER)
}
