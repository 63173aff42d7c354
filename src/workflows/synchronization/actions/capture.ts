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
import { captureKey } from "../../../modules/stripe-checkout/domain/idempotency-keys"
import { toMajorUnits } from "../../../modules/stripe-checkout/domain/money"
import { OWN_NAME } from "../../../modules/stripe-checkout/domain/plugin-actor"
import { resolveModule } from "../../support/module"
import { readError } from "../../support/workflow-error"
import { book } from "../repairs/ledger"
import type { Deed, Scene } from "./context"

export const capturePayment: Deed<"capture"> = async (scene, decision) => {
  const { operations, payments } = resolveModule(scene.container)
  const operation = await operations.find(decision.operationId)
  const { paymentIntent } = scene.stripe
  if (paymentIntent) {
    await operations.noteKey(
      decision.operationId,
      captureKey(
        paymentIntent.id,
        paymentIntent.amountReceived,
        decision.amount
      )
    )
  }
  try {
    const isDone = await runCapture(
      scene,
      decision.amount,
      operation?.actor ?? null
    )
    if (!isDone) {
      return
    }
  } catch (error) {
    const { code, message } = readError(error)
    if (!isFinalCaptureFailure(code)) {
      await operations.noteAttempt(decision.operationId, message)
      throw error
    }
    // A second failure is news as well.
    await payments.write(scene.lease, { told_situation: null })
    await operations.settle(decision.operationId, {
      status: "failed",
      reason: message,
    })
    return
  }
  await operations.settle(decision.operationId, {
    status: "done",
    reason: decision.reason,
    amount: toMajorUnits(decision.amount, scene.medusa.currencyCode),
  })
}

/** By our own name the provider knows that it is to take nothing. */
export const recordCapture: Deed<"record_capture"> = async (
  scene,
  decision
) => {
  await runCapture(scene, decision.amount, OWN_NAME)
}

/** The same for money that was given back at Stripe. */
export const recordRefund: Deed<"record_refund"> = async (scene, decision) => {
  const { container, medusa } = scene
  if (!medusa.payment || (await hasMeanwhileChanged(scene))) {
    return
  }
  const refund = {
    payment_id: medusa.payment.id,
    amount: Number(toMajorUnits(decision.amount, medusa.currencyCode)),
    created_by: OWN_NAME,
    note: "Given back at Stripe.",
  }
  if (!medusa.order?.isCanceled) {
    await refundPaymentWorkflow(container).run({ input: refund })
    return
  }
  // Core's workflow refuses canceled orders, and only after it has made the refund.
  const { refunds = [] } = await paymentModule(container).refundPayment(refund)
  const known = medusa.payment.books.refunds.map(({ id }) => id)
  const made = refunds.find(({ id }) => !known.includes(id))
  if (made) {
    const { reason } = decision
    await book(scene, {
      kind: "book",
      reference: "refund",
      rowId: made.id,
      reason,
    })
  }
}

/** @returns false when there was nothing to do any more. */
async function runCapture(
  scene: Scene,
  minor: number,
  actor: string | null
): Promise<boolean> {
  const { payment, currencyCode } = scene.medusa
  if (!payment) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "Medusa has no payment on which a capture could be recorded."
    )
  }
  if (payment.books.isMarkedCaptured || (await hasMeanwhileChanged(scene))) {
    return false
  }
  // Without an amount core takes the payment's own, to its last decimal.
  const isWhole = payment.captured === 0 && minor === payment.amount
  await capturePaymentWorkflow(scene.container).run({
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
}: Scene): Promise<boolean> {
  const { payment } = medusa
  if (!payment) {
    return false
  }
  const now = await paymentModule(container).retrievePayment(payment.id, {
    relations: ["captures", "refunds"],
  })
  const { captures, isMarkedCaptured, refunds } = payment.books
  return (
    (!isMarkedCaptured && Boolean(now.captured_at)) ||
    (now.captures?.length ?? 0) !== captures.length ||
    (now.refunds?.length ?? 0) !== refunds.length
  )
}

function paymentModule(container: Scene["container"]): IPaymentModuleService {
  return container.resolve(Modules.PAYMENT)
}

/** What was wanted cannot be: the reason is kept for whoever asked. */
export const decline: Deed<"decline"> = async ({ container }, decision) =>
  resolveModule(container).operations.settle(decision.operationId, {
    status: "declined",
    reason: decision.reason,
  })

/** What was wanted is already so. */
export const conclude: Deed<"conclude"> = async ({ container }, decision) =>
  resolveModule(container).operations.settle(decision.operationId, {
    status: "done",
    reason: decision.reason,
  })
