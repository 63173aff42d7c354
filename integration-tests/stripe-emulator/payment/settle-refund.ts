import type Stripe from "stripe"
import type { Act } from "../state/act"
import { idOf, newId } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { changeRefunded } from "./refunded-amount"
import { whatChanged } from "./what-changed"

/** The bank has the money. */
export function settleRefund(act: Act, refund: Stripe.Refund): void {
  if (refund.status !== "pending") {
    return
  }
  const previous = whatChanged(refund, () => {
    refund.status = "succeeded"
    delete refund.pending_reason
    refund.balance_transaction = newId.transaction()
  })
  tellOfUpdate(act, refund, previous)
}

/** The bank sends the money back to the merchant, up to a month later. */
export function failRefund(
  act: Act,
  refund: Stripe.Refund,
  reason = "unknown"
): void {
  if (isOver(refund)) {
    return
  }
  const previous = whatChanged(refund, () => {
    endUnpaid(act, refund, "failed")
    refund.failure_reason = reason
    refund.failure_balance_transaction = newId.transaction()
  })
  emitEvent(act, { type: "refund.failed", object: refund, previous })
  tellOfUpdate(act, refund, previous)
}

export function cancelRefund(act: Act, refund: Stripe.Refund): void {
  const previous = whatChanged(refund, () => {
    endUnpaid(act, refund, "canceled")
  })
  tellOfUpdate(act, refund, previous)
}

/** Stripe tells twice: `charge.refund.updated` is the old name of the same thing. */
export function tellOfUpdate(
  act: Act,
  refund: Stripe.Refund,
  previous: object
): void {
  emitEvent(act, { type: "refund.updated", object: refund, previous })
  emitEvent(act, { type: "charge.refund.updated", object: refund, previous })
}

function isOver({ status }: Stripe.Refund): boolean {
  return status === "failed" || status === "canceled"
}

function endUnpaid(
  act: Act,
  refund: Stripe.Refund,
  status: "failed" | "canceled"
): void {
  refund.status = status
  delete refund.pending_reason
  const charge = act.account.charges.get(idOf(refund.charge))
  if (charge !== undefined) {
    changeRefunded(act, charge, () => {
      charge.amount_refunded -= refund.amount
    })
  }
}
