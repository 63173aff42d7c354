/**
 * Removes old rows, a little with every tick. Payments, purchases and what moved money
 * are kept: they are the ledger.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { Batch } from "../../modules/stripe-checkout/repositories/remove-batch"
import { resolveModule } from "../support/module"

/** As long as Stripe itself keeps its events; a resent one would be stored again. */
const SETTLED_EVENT_DAYS = 30

/** Somebody has to find out why, and then replays them. */
const FAILED_EVENT_DAYS = 90

const RUN_DAYS = 30

/** A year and a month: what happened last year can be explained while its books are being closed. */
const HISTORY_DAYS = 400

/** Some hundredths of a second for Postgres. */
const BATCH = 5_000

/** Per tick and table: twenty times what a shop of 10,000 orders a day adds. */
const MOST_BATCHES = 4

export interface PrunedRows {
  readonly events: number
  readonly operations: number
  readonly discrepancies: number
  readonly runs: number
}

export async function pruneHistory(
  container: MedusaContainer
): Promise<PrunedRows> {
  const { discrepancies, events, operationHistory, runs } =
    resolveModule(container)
  const settled = await prune(SETTLED_EVENT_DAYS, (batch) =>
    events.prune(batch)
  )
  const failed = await prune(FAILED_EVENT_DAYS, (batch) =>
    events.pruneUnsettled(batch)
  )
  return {
    events: settled + failed,
    operations: await prune(HISTORY_DAYS, (batch) =>
      operationHistory.prune(batch)
    ),
    discrepancies: await prune(HISTORY_DAYS, (batch) =>
      discrepancies.prune(batch)
    ),
    runs: await prune(RUN_DAYS, (batch) => runs.prune(batch)),
  }
}

async function prune(
  olderThanDays: number,
  removeSome: (batch: Batch) => Promise<number>
): Promise<number> {
  let removed = 0
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const count = await removeSome({ olderThanDays, limit: BATCH })
    removed += count
    if (count < BATCH) {
      break
    }
  }
  return removed
}
