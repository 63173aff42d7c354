import type { WishRow } from "../../modules/stripe-checkout/repositories/operations"
import type { OperationDescription } from "./order-payments-description"

/** A card shows the newest; the rest is history. */
const NEWEST = 20

export function describeOperations(
  operations: readonly WishRow[]
): OperationDescription[] {
  return operations.slice(0, NEWEST).map((operation) => ({
    id: operation.id,
    kind: operation.kind,
    amount: operation.amount === null ? null : Number(operation.amount),
    status: operation.status,
    reason: operation.reason,
    rule: operation.rule,
    requested_by_status: operation.requested_by_status,
    actor: operation.actor,
    attempts: operation.attempts,
    created_at: operation.created_at.toISOString(),
    settled_at: operation.settled_at?.toISOString() ?? null,
  }))
}
