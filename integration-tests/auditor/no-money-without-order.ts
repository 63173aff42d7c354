import type { Rule, Snapshot } from "./difference"
import type { Intent } from "./ledger"
import {
  isLeftToAPerson,
  ordersPaidBy,
  ownIntents,
  refundedAtStripe,
  sessionIdOf,
} from "./money-trail"
import { money } from "./stripe-minor-units"

/**
 * I2: whoever's money is held or was taken has an order for it, or gets it back, or a
 * person has been told. A hold is given back by itself, so a person's word is no excuse
 * for keeping it when the order was canceled; see I11.
 */
export const noMoneyWithoutOrder: Rule = (snapshot) =>
  ownIntents(snapshot)
    .filter((intent) => !isLeftToAPerson(snapshot, intent))
    .flatMap(
      (intent) =>
        heldWithoutOrder(snapshot, intent) ??
        takenWithoutOrder(snapshot, intent) ??
        []
    )

function heldWithoutOrder(snapshot: Snapshot, intent: Intent): string | null {
  const isHeld = intent.status === "requires_capture"
  return isHeld && ordersPaidBy(snapshot, intent).length === 0
    ? `${money(intent.amount_capturable, intent.currency)} is held by ${intent.id} (${sessionIdOf(snapshot, intent) ?? "no session"}), but there is no order for it and nobody was told.`
    : null
}

function takenWithoutOrder(snapshot: Snapshot, intent: Intent): string | null {
  const kept = intent.amount_received - refundedAtStripe(snapshot, intent)
  if (kept <= 0) return null
  const orders = ordersPaidBy(snapshot, intent)
  const taken = `${money(kept, intent.currency)} was taken by ${intent.id} and not given back`
  if (orders.length === 0) {
    return `${taken}, but there is no order for it and nobody was told.`
  }
  return orders.every(({ status }) => status === "canceled")
    ? `${taken}, although the order ${orders[0]?.id ?? ""} was canceled, and nobody was told.`
    : null
}
