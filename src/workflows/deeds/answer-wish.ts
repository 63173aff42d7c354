import { resolveModule } from "../steps/resolve-module"
import type { Deed } from "./scene"

/** What was wanted cannot be: the reason is kept for whoever asked. */
export const decline: Deed<"decline"> = async ({ container }, decision) =>
  resolveModule(container).operations.settle(decision.operationId, {
    status: "declined",
    reason: decision.reason,
  })

/** What was wanted is already so. */
export const conclude: Deed<"conclude"> = async ({ container }, decision) =>
  resolveModule(container).operations.settle(decision.operationId, {
    status: "done",
    reason: decision.reason,
  })
