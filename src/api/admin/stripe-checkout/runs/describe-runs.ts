/**
 * Reconciliation runs as the admin shows them: how far each got and what it found.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { ListedRun } from "../../../../modules/stripe-checkout/repositories/run-list"
import { resolveModule } from "../../../../workflows/support/module"
import { describeRun } from "../health/describe-run"
import type { RunDescription, RunsAnswer } from "./responses"
import type { ListRuns } from "./validators"

export async function listRuns(
  container: MedusaContainer,
  { account, cursor, limit }: ListRuns
): Promise<RunsAnswer> {
  const found = await resolveModule(container).runList.list({
    account: account ?? null,
    before: cursor ?? null,
    // One more says that there is another page.
    limit: limit + 1,
  })
  const rows = found.slice(0, limit)
  return {
    runs: rows.map(describeListedRun),
    limit,
    next_cursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
  }
}

export function describeListedRun(run: ListedRun): RunDescription {
  return {
    ...describeRun(run),
    account: run.stripe_account,
    is_waiting: run.status === "running" && run.lease_owner === null,
  }
}
