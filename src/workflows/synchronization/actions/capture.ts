/**
 * Taking held money, and recording what Stripe has taken or given back already. All
 * goes through Medusa's own workflows, so that the order's books are right.
 */

import type { IPaymentModuleService } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import {
  capturePaymentWorkflow,
  refundPaymentWorkflow,
} from "@medusajs/medusa/core-flows"

import { isFinalCaptureFailure } from "../../../modules/stripe-checkout/domain/errors"
import { toMajorUnits } from "../../../modules/stripe-checkout/domain/money"
import { PLUGIN_ACTOR } from "../../../modules/stripe-checkout/domain/plugin-actor"
import { resolveModule } from "../../support/module"
import { readError, reasonOfError } from "../../support/workflow-error"
import { addOrderTransaction } from "../repairs/ledger"
import type { Action, SyncContext } from "./context"

export const capturePayment: Action<"capture"> = async (context, decision) => {
  const { operations, payments } = resolveModule(context.container)
  const operation = await operations.find(decision.operationId)
  try {
    const isDone = await runCapture(
      context,
      decision.amount,
      operation?.actor ?? null
    )
    if (!isDone) {
      return
    }
  } catch (error) {
    const { code } = readError(error)
    if (!isFinalCaptureFailure(code)) {
      await operations.recordAttempt(decision.operationId, reasonOfError(error))
      throw error
    }
    // A second failure is reported as well.
    await payments.write(context.lease, { reported_status: null })
    await operations.settle(decision.operationId, {
      status: "failed",
      reason: reasonOfError(error),
    })
    return
  }
  await operations.settle(decision.operationId, {
    status: "succeeded",
    reason: decision.reason,
    amount: toMajorUnits(decision.amount, context.medusa.currencyCode),
  })
}

/** By our own name the provider knows that it is to take nothing. */
export const recordCapture: Action<"record_capture"> = async (
  context,
  decision
) => {
  await runCapture(context, decision.amount, PLUGIN_ACTOR)
}

/** The same for money that was given back at Stripe. */
export const recordRefund: Action<"record_refund"> = async (
  context,
  decision
) => {
  const { container, medusa } = context
  if (!medusa.payment || (await hasMeanwhileChanged(context))) {
    return
  }
  const refund = {
    payment_id: medusa.payment.id,
    amount: Number(toMajorUnits(decision.amount, medusa.currencyCode)),
    created_by: PLUGIN_ACTOR,
    note: "Given back at Stripe.",
  }
  if (!medusa.order?.isCanceled) {
    await refundPaymentWorkflow(container).run({ input: refund })
    return
  }
  // Core's workflow refuses canceled orders, and only after it has made the refund.
  const { refunds = [] } = await paymentModule(container).refundPayment(refund)
  const known = medusa.payment.ledger.refunds.map(({ id }) => id)
  const made = refunds.find(({ id }) => !known.includes(id))
  if (made) {
    const { reason } = decision
    await addOrderTransaction(context, {
      kind: "add_order_transaction",
      reference: "refund",
      rowId: made.id,
      reason,
    })
  }
}

/** @returns false when there was nothing to do any more. */
async function runCapture(
  context: SyncContext,
  minor: number,
  actor: string | null
): Promise<boolean> {
  const { payment, currencyCode } = context.medusa
  if (!payment) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "Medusa has no payment on which a capture could be recorded."
    )
  }
  if (payment.ledger.isMarkedCaptured || (await hasMeanwhileChanged(context))) {
    return false
  }
  // Without an amount core takes the payment's own, to its last decimal.
  const isWhole = payment.captured === 0 && minor === payment.amount
  await capturePaymentWorkflow(context.container).run({
    input: {
      payment_id: payment.id,
      ...(isWhole ? {} : { amount: Number(toMajorUnits(minor, currencyCode)) }),
      ...(actor ? { captured_by: actor } : {}),
    },
  })
  return true
}

/**
 * Admin's own buttons take no lease of ours. Core's workflow, called when there is
 * nothing left to capture, would write the order's transaction a second time, and a
 * refund that core has just made would be recorded twice. Core writes its row before it
 * asks Stripe, so what Stripe has told of stands in Medusa by now: it is asked once
 * more, and if it has changed, the next look decides anew.
 */
async function hasMeanwhileChanged({
  container,
  medusa,
}: SyncContext): Promise<boolean> {
  const { payment } = medusa
  if (!payment) {
    return false
  }
  const now = await paymentModule(container).retrievePayment(payment.id, {
    relations: ["captures", "refunds"],
  })
  const { captures, isMarkedCaptured, refunds } = payment.ledger
  return (
    (!isMarkedCaptured && Boolean(now.captured_at)) ||
    (now.captures?.length ?? 0) !== captures.length ||
    (now.refunds?.length ?? 0) !== refunds.length
  )
}

function paymentModule(
  container: SyncContext["container"]
): IPaymentModuleService {
  return container.resolve(Modules.PAYMENT)
}

/** What was wanted cannot be: the reason is kept for whoever asked. */
export const rejectRequest: Action<"reject_request"> = async (
  { container },
  decision
) =>
  resolveModule(container).operations.settle(decision.operationId, {
    status: "rejected",
    reason: decision.reason,
  })

/** What was wanted is already so. */
export const completeRequest: Action<"complete_request"> = async (
  { container },
  decision
) =>
  resolveModule(container).operations.settle(decision.operationId, {
    status: "succeeded",
    reason: decision.reason,
  })
