/**
 * From which status an order is moved on whose bank has not decided yet. Pure.
 */
import { PLUGIN_ACTOR } from "../plugin-actor"
import type { OrderStatusChange, StatusChangeRecord } from "./capture-rules"
import { isTransitionRule } from "./order-rules"
import type { OrderPolicy } from "./order-policy"

/**
 * A rule that begins with the status of held money begins with that of pending money as
 * well, where the plugin has written it: the order was approved, and only its money takes
 * longer. A shop whose rules name the pending status has said what it wants.
 *
 * @param edits of the order's status by whomever, oldest first
 */
export function countPendingAsHeld(
  changes: readonly OrderStatusChange[],
  edits: readonly StatusChangeRecord[],
  { captureOn, statusNames }: Pick<OrderPolicy, "captureOn" | "statusNames">
): readonly OrderStatusChange[] {
  const { authorized, pending } = statusNames
  const isWritten = edits.some(
    ({ actor, to }) => actor === PLUGIN_ACTOR && to === pending
  )
  const isNamed = captureOn
    .filter(isTransitionRule)
    .some(({ from }) => pending !== null && from.includes(pending))
  if (pending === null || authorized === null || !isWritten || isNamed) {
    return changes
  }
  return changes.map((change) =>
    change.from === pending ? { ...change, from: authorized } : change
  )
}
