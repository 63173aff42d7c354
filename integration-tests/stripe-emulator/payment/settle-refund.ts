import type Stripe from "stripe"
import type { Context } from "../state/context"
import { contextWithoutRequest } from "../state/context"
import { idOf, newId } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { settleRefundedAmount } from "./balance-transactions"
import { changeRefunded } from "./refunded-amount"
import { previousAttributes } from "./previous-attributes"

/** The bank has received the money. */
export function settleRefund(context: Context, refund: Stripe.Refund): void {
  if (refund.status !== "pending" && refund.status !== "requires_action") {
    return
  }
  const previous = previousAttributes(refund, () => {
    refund.status = "succeeded"
    delete refund.pending_reason
    delete refund.next_action
    refund.balance_transaction = settleRefundedAmount(context, refund)
  })
  tellOfUpdate(context, refund, previous)
  scheduleReference(context, refund)
}

/** Recorded 2026-09 at API 2026-08-26.dahlia: seconds after a good refund to a card. */
const referenceSeconds = 5

/** The bank's reference for the shopper: the most frequent refund event, and no change of the money. */
export function scheduleReference(
  context: Context,
  refund: Stripe.Refund
): void {
  const { clock } = context.emulator
  clock.schedule(clock.nowMs() + referenceSeconds * 1000, () => {
    const card = refund.destination_details?.card
    if (refund.status !== "succeeded" || card?.reference_status !== "pending") {
      return
    }
    const previous = previousAttributes(refund, () => {
      card.reference = newId.bankReference()
      card.reference_status = "available"
    })
    tellOfUpdate(
      contextWithoutRequest(context.emulator, context.account),
      refund,
      previous
    )
  })
}

/** The bank returns the money to the merchant, up to a month later. */
export function failRefund(
  context: Context,
  refund: Stripe.Refund,
  reason = "unknown"
): void {
  if (isOver(refund)) {
    return
  }
  const previous = previousAttributes(refund, () => {
    endUnpaid(context, refund, "failed")
    refund.failure_reason = reason
    refund.failure_balance_transaction = newId.transaction()
  })
  emitEvent(context, { type: "refund.failed", object: refund, previous })
  tellOfUpdate(context, refund, previous)
}

export function cancelRefund(context: Context, refund: Stripe.Refund): void {
  const previous = previousAttributes(refund, () => {
    endUnpaid(context, refund, "canceled")
  })
  tellOfUpdate(context, refund, previous)
}

/** Stripe sends the event under two names: `charge.refund.updated` is the older one. */
export function tellOfUpdate(
  context: Context,
  refund: Stripe.Refund,
  previous: object
): void {
  emitEvent(context, { type: "refund.updated", object: refund, previous })
  emitEvent(context, {
    type: "charge.refund.updated",
    object: refund,
    previous,
  })
}

function isOver({ status }: Stripe.Refund): boolean {
  return status === "failed" || status === "canceled"
}

function endUnpaid(
  context: Context,
  refund: Stripe.Refund,
  status: "failed" | "canceled"
): void {
  refund.status = status
  delete refund.pending_reason
  delete refund.next_action
  const charge = context.account.charges.get(idOf(refund.charge))
  if (charge !== undefined) {
    changeRefunded(context, charge, () => {
      charge.amount_refunded -= refund.amount
    })
  }
}
