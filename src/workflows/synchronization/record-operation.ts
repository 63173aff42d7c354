/**
 * The plugin's own actions in the payment history: a row before each one, its outcome
 * afterwards. What people and rules requested has a row already.
 */
import type { PaymentDecision } from "../../modules/stripe-checkout/domain/decision/decide"
import { traitsOf } from "../../modules/stripe-checkout/domain/decision/decision-traits"
import { newRowId, resolveModule } from "../support/module"
import { reasonOfError } from "../support/workflow-error"
import type { SyncContext } from "./actions/context"

/** @returns what the action returns */
export async function recordOperation<Outcome>(
  { container, row, medusa }: SyncContext,
  decision: PaymentDecision,
  execute: () => Promise<Outcome>
): Promise<Outcome> {
  const kind = traitsOf(decision.kind).operationKind
  if (!kind || isRequest(decision)) {
    return execute()
  }
  const { operations } = resolveModule(container)
  const id = await operations.begin({
    id: newRowId("scop"),
    paymentSessionId: row.payment_session_id,
    orderId: medusa.order?.id ?? null,
    kind,
    currencyCode: row.currency_code,
    trigger: describeTrigger(decision),
    reason: decision.reason,
  })
  const outcome = await execute().catch(async (error: unknown) => {
    await operations.recordAttempt(id, reasonOfError(error))
    throw error
  })
  // A release checks once more and may keep the hold: at the end of the pass, its row gets
  // the status that the money shows.
  if (kind !== "release") {
    await operations.settle(id, {
      status: "succeeded",
      reason: decision.reason,
    })
  }
  return outcome
}

function isRequest(decision: PaymentDecision): boolean {
  return (
    (decision.kind === "release_authorization" ||
      decision.kind === "release_without_order") &&
    decision.operationId !== null
  )
}

/** One row per intention: the same action on the same thing counts attempts. */
function describeTrigger(decision: PaymentDecision): string {
  switch (decision.kind) {
    case "record_capture":
    case "record_refund":
    case "add_refund_credit_line":
      return `${decision.kind}:${decision.amount}`
    case "report_refund":
      return `${decision.kind}:${decision.refundId}:${decision.status}`
    case "delete_orphan_capture":
      return `${decision.kind}:${decision.captureId}`
    case "delete_orphan_refund":
      return `${decision.kind}:${decision.refundId}`
    case "add_order_transaction":
      return `${decision.kind}:${decision.rowId}`
    case "cancel_order_changes":
      return `${decision.kind}:${decision.orderChangeIds.join(",")}`
    case "delete_order_transactions":
      return `${decision.kind}:${decision.transactionIds.join(",")}`
    default:
      return decision.kind
  }
}
