/**
 * The lease of a sweep: renewed for as long as its worker lives, however long one statement takes, and given up on a
 * stage that has cost it twice.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"

import { LEASE_RENEWAL_MS } from "../../modules/stripe-checkout/repositories/leases"
import type { RunRow } from "../../modules/stripe-checkout/repositories/reconciliation-runs"
import { resolveModule } from "../support/module"

export async function whileRenewingRun(
  container: MedusaContainer,
  run: RunRow,
  work: () => Promise<void>
): Promise<void> {
  const { runs } = resolveModule(container)
  const timer = setInterval(() => {
    // A lost lease is noticed by the next write, which hits no row.
    runs.progress(run, {}).catch(() => undefined)
  }, LEASE_RENEWAL_MS)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
}

/** Once may be a restart; whatever ends a stage twice would end it again, and nothing after it would ever run. */
const MOST_INTERRUPTIONS = 2

/** @throws for a stage in which the run was interrupted too often; the next sweep tries it again. */
export function refuseInterruptedStage(run: RunRow, stage: string): void {
  if (stage === run.stage && run.stage_interruptions >= MOST_INTERRUPTIONS) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `It was interrupted ${run.stage_interruptions} times and is left out of this sweep.`
    )
  }
}
