import type { WishRow } from "../../modules/stripe-checkout/rows/operations"
import type {
  OperationDescription,
  PaymentAmounts,
} from "./order-payments-description"

/** A card shows the newest; the rest is history. */
const NEWEST = 20

export function describeOperations(
  operations: readonly WishRow[],
  amounts: PaymentAmounts
): OperationDescription[] {
  const lone = findLoneDeeds(operations)
  return operations.slice(0, NEWEST).map((operation) => ({
    id: operation.id,
    kind: operation.kind,
    amount:
      operation.amount === null
        ? readMovedAmount(operation, lone, amounts)
        : Number(operation.amount),
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

/** The kinds of which exactly one was done. */
function findLoneDeeds(operations: readonly WishRow[]): Set<string> {
  const done = operations.filter(({ status }) => status === "done")
  return new Set(
    done
      .map(({ kind }) => kind)
      .filter(
        (kind) => done.filter((other) => other.kind === kind).length === 1
      )
  )
}

/** Nobody named an amount; where there was only one such deed, it moved everything. */
function readMovedAmount(
  { kind, status }: WishRow,
  lone: ReadonlySet<string>,
  amounts: PaymentAmounts
): number | null {
  if (status !== "done" || !lone.has(kind)) {
    return null
  }
  return kind === "capture" ? amounts.captured : amounts.released
}
