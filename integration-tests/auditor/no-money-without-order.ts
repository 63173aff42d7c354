import type { Rule, Snapshot } from "./difference"
import type { Intent } from "./stripe-ledger"
import {
  hasOpenDiscrepancy,
  ordersPaidBy,
  ownIntents,
  refundedAtStripe,
  sessionIdOf,
} from "./payment-relations"
import { money } from "./stripe-minor-units"

/**
 * I2: held or captured money has an order, or was released or refunded, or is reported as
 * an open discrepancy. A hold is released automatically, so a discrepancy does not excuse
 * keeping the hold of a canceled order; see I11.
 */
export const noMoneyWithoutOrder: Rule = (snapshot) =>
  ownIntents(snapshot)
    .filter((intent) => !hasOpenDiscrepancy(snapshot, intent))
    .flatMap(
      (intent) =>
        findHoldWithoutOrder(snapshot, intent) ??
        findCaptureWithoutOrder(snapshot, intent) ??
        []
    )

function findHoldWithoutOrder(
  snapshot: Snapshot,
  intent: Intent
): string | null {
  const isHeld = intent.status === "requires_capture"
  return isHeld && ordersPaidBy(snapshot, intent).length === 0
    ? `${money(intent.amount_capturable, intent.currency)} is held by ${intent.id} (${sessionIdOf(snapshot, intent) ?? "no session"}), but it has no order and no open discrepancy.`
    : null
}

function findCaptureWithoutOrder(
  snapshot: Snapshot,
  intent: Intent
): string | null {
  const kept = intent.amount_received - refundedAtStripe(snapshot, intent)
  if (kept <= 0) return null
  const orders = ordersPaidBy(snapshot, intent)
  const captured = `${money(kept, intent.currency)} was captured by ${intent.id} and not refunded`
  if (orders.length === 0) {
    return `${captured}, but it has no order and no open discrepancy.`
  }
  return orders.every(({ status }) => status === "canceled")
    ? `${captured}, although the order ${orders[0]?.id ?? ""} was canceled, and there is no open discrepancy.`
    : null
}
