/**
 * From which status an order is moved on while the bank decides about its payment. Pure.
 */
import type { OrderStatusChange } from "./capture-rules"
import { isTransitionRule } from "./order-rules"
import type { OrderPolicy } from "./order-policy"

/**
 * A rule that begins with the status of held money begins with that of pending money as
 * well: the order was approved, and only its money takes longer. A shop whose rules name the
 * pending status has said what it wants.
 */
export function countPendingAsHeld(
  changes: readonly OrderStatusChange[],
  { captureOn, statusNames }: Pick<OrderPolicy, "captureOn" | "statusNames">
): OrderStatusChange[] {
  const { authorized, pending } = statusNames
  const isNamed = captureOn
    .filter(isTransitionRule)
    .some(({ from }) => pending !== null && from.includes(pending))
  return changes.map((change) =>
    pending !== null && change.from === pending && !isNamed
      ? { ...change, from: authorized ?? change.from }
      : change
  )
}
