/**
 * Captures held money, and records what Stripe has captured already, through Medusa's own
 * workflow, so that the order's ledger is right.
 */

import { MedusaError } from "@medusajs/framework/utils"
import { capturePaymentWorkflow } from "@medusajs/medusa/core-flows"

import { capturingAsRead } from "../../../modules/stripe-checkout/stripe/capture-reading"
import { isFinalCaptureFailure } from "../../../modules/stripe-checkout/domain/errors"
import { toMajorUnits } from "../../../modules/stripe-checkout/domain/money"
import { PLUGIN_ACTOR } from "../../../modules/stripe-checkout/domain/plugin-actor"
import { withCapturableAmount } from "../../medusa/payment-amount"
import { paymentModule } from "../../medusa/query"
import { resolveModule } from "../../support/module"
import { readError, reasonOfError } from "../../support/workflow-error"
import type { Action, ActionOutcome, SyncContext } from "./context"
import { readOrderNow } from "./order-now"
import { recordMove } from "./recorded-move"

export const capturePayment: Action<"capture"> = async (context, decision) => {
  const { operations, payments } = resolveModule(context.container)
  const operation = await operations.find(decision.operationId)
  if (!(await isStillOwed(context, decision.amount))) {
    return undefined
  }
  const received = context.stripe.paymentIntent?.amountReceived ?? 0
  const isStillRequested = await operations.markBegun(
    decision.operationId,
    toMajorUnits(received, context.medusa.currencyCode)
  )
  if (!isStillRequested) {
    return undefined
  }
  try {
    const { isDone, outcome } = await captureAsRead(context, decision, () =>
      runCapture(context, decision.amount, operation?.actor ?? null)
    )
    if (isDone) {
      await operations.settle(decision.operationId, {
        status: "succeeded",
        reason: decision.reason,
        amount: toMajorUnits(decision.amount, context.medusa.currencyCode),
      })
    }
    return outcome
  } catch (error) {
    const { code } = readError(error)
    if (!isFinalCaptureFailure(code)) {
      throw error
    }
    // A second failure is reported as well.
    await payments.write(context.lease, { reported_status: null })
    await operations.settle(decision.operationId, {
      status: "failed",
      reason: reasonOfError(error),
    })
    return undefined
  }
}

/** The provider need not read what was just read, and its answer need not be read again. */
async function captureAsRead(
  { stripe: { paymentIntent: intent }, stripeReadAt: readAt }: SyncContext,
  { keepsRest = false }: { readonly keepsRest?: boolean },
  work: () => Promise<boolean>
): Promise<{ isDone: boolean; outcome: ActionOutcome }> {
  if (!intent) {
    return { isDone: await work(), outcome: undefined }
  }
  const answeredAt = performance.now()
  const { intent: paymentIntent, result: isDone } = await capturingAsRead(
    { intent, readAt, keepsRest },
    work
  )
  return {
    isDone,
    outcome: paymentIntent ? { paymentIntent, answeredAt } : undefined,
  }
}

/** Otherwise the next pass decides again. */
async function isStillOwed(
  context: SyncContext,
  amount: number
): Promise<boolean> {
  const order = await readOrderNow(context)
  return order !== null && !order.isCanceled && amount <= order.outstanding
}

/** The provider sees that it is only recorded, and our own actor; either way no money moves. */
export const recordCapture: Action<"record_capture"> = async (
  context,
  decision
) => {
  const paymentId = context.medusa.payment?.id ?? ""
  await recordMove(context, { kind: "capture", paymentId }, () =>
    runCapture(context, decision.amount, PLUGIN_ACTOR)
  )
}

/** @returns false when there was nothing left to do. */
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
  if (payment.ledger.isMarkedCaptured || (await hasChangedSinceLoad(context))) {
    return false
  }
  // Without an amount core takes the payment's own, to its last decimal.
  const isWhole = payment.captured === 0 && minor === payment.amount
  await withCapturableAmount(
    context.container,
    {
      payment,
      currencyCode,
      captured: payment.captured + minor,
      authorized: readAuthorized(context),
      isGranted: context.stripe.paymentIntent?.grants !== undefined,
    },
    () =>
      capturePaymentWorkflow(context.container).run({
        input: {
          payment_id: payment.id,
          ...(isWhole
            ? {}
            : { amount: Number(toMajorUnits(minor, currencyCode)) }),
          ...(actor ? { captured_by: actor } : {}),
        },
      })
  )
  return true
}

/** Minor units. After an overcapture, Stripe's PaymentIntent has the captured amount. */
function readAuthorized({ medusa }: SyncContext): number {
  return medusa.paymentSession?.amount ?? medusa.payment?.amount ?? 0
}

/**
 * The admin's own buttons take no lease of ours. Core's workflow, called when there is
 * nothing left to capture, would write the order's transaction a second time, and a
 * refund that core has just made would be recorded twice. Core writes its row before it
 * calls Stripe, so whatever Stripe reports is in Medusa by now: it is read once more, and
 * if it has changed, the next sync pass decides again.
 */
export async function hasChangedSinceLoad({
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

/** The request cannot be fulfilled; the reason is kept for whoever made it. */
export const rejectRequest: Action<"reject_request"> = async (
  { container },
  decision
) =>
  resolveModule(container).operations.settle(decision.operationId, {
    status: "rejected",
    reason: decision.reason,
  })

/** The request is already fulfilled. */
export const completeRequest: Action<"complete_request"> = async (
  { container },
  decision
) =>
  resolveModule(container).operations.settle(decision.operationId, {
    status: "succeeded",
    reason: decision.reason,
  })
