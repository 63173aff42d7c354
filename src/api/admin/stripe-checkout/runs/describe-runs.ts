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
  { account, cursor, limit, result }: ListRuns
): Promise<RunsAnswer> {
  const { accounts, runList } = resolveModule(container)
  const found = await runList.list({
    account: account ?? null,
    result: result ?? null,
    before: cursor ?? null,
    // One more says that there is another page.
    limit: limit + 1,
  })
  const rows = found.slice(0, limit)
  return {
    runs: rows.map(describeListedRun),
    limit,
    next_cursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
    filters: { accounts: accounts.names() },
  }
}

export function describeListedRun(run: ListedRun): RunDescription {
  return {
    ...describeRun(run),
    account: run.stripe_account,
    requested_by: run.actor,
    is_waiting: run.status === "running" && run.lease_owner === null,
  }
}
