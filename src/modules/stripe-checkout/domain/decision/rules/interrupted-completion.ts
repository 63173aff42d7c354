/**
 * A completion that died with its process leaves an order without a payment, or an
 * order of which nobody was told. Core goes on with neither.
 */
import type { Rule } from "../decision"

/** Whether the shopper has paid or not: this order is none, and placing begins afresh. */
export const orderHalfPlaced: Rule = ({ medusa }) => {
  const { interruption } = medusa
  return interruption?.kind === "half_placed" && interruption.canBeUndone
    ? {
        kind: "undo_order",
        orderId: interruption.orderId,
        reason:
          "Placing the order was interrupted before its payment was authorized; what was written is taken back, so that it can begin afresh.",
      }
    : null
}

/** Confirmation mails, stock and accounting hang on the event that core did not send. */
export const orderUntold: Rule = ({ medusa }) => {
  const { interruption } = medusa
  return interruption?.kind === "untold" && !interruption.isRecent
    ? {
        kind: "announce_order",
        orderId: interruption.orderId,
        reason:
          "The order was placed, but Medusa was interrupted before it told anybody.",
      }
    : null
}

/** The last of the rules: it holds nothing up, it only makes sure of another look. */
export const completionEnding: Rule = ({ medusa }) =>
  medusa.interruption?.kind === "untold"
    ? { kind: "wait", reason: "The order has just been placed." }
    : null
