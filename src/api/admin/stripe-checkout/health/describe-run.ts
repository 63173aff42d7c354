import type { RunRow } from "../../../../modules/stripe-checkout/repositories/reconciliation-runs"
import type { RunHealth } from "./responses"

export function describeRun(run: RunRow): RunHealth {
  return {
    id: run.id,
    status: run.status,
    stage: run.stage,
    started_at: run.created_at.toISOString(),
    finished_at: run.finished_at?.toISOString() ?? null,
    payments_checked: run.payments_checked,
    repaired: run.repaired,
    open_discrepancies: run.open_discrepancies,
    reason: run.reason,
  }
}
