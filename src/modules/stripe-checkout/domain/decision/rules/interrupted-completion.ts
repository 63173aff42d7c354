/**
 * A completion that died with its process leaves an order without a payment, or an
 * order that was never announced. Core resumes neither.
 */
import { because } from "../../reasons/reason"
import type { Rule } from "../decision"

/** Whether the shopper has paid or not: this order is incomplete, and placing starts over. */
export const orderWithoutPayment: Rule = ({ medusa }) => {
  const { interruption } = medusa
  return interruption?.kind === "payment_missing" && interruption.canBeDeleted
    ? {
        kind: "delete_incomplete_order",
        orderId: interruption.orderId,
        reason: because("placement_interrupted"),
      }
    : null
}

/** Confirmation mails, stock and accounting depend on the event that core did not send. */
export const orderNotAnnounced: Rule = ({ medusa }) => {
  const { interruption } = medusa
  return interruption?.kind === "not_announced" && !interruption.isRecent
    ? {
        kind: "emit_order_placed",
        orderId: interruption.orderId,
        reason: because("order_not_announced"),
      }
    : null
}

/** Among the last rules, because it only schedules another sync pass. */
export const completionEnding: Rule = ({ medusa }) =>
  medusa.interruption?.kind === "not_announced"
    ? { kind: "recheck_later", reason: because("order_just_placed") }
    : null
