/**
 * A sweep that a person requests. Its row is written first, so that there is one at a time
 * and any worker finds it, also after a crash.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { ListedRun } from "../../modules/stripe-checkout/repositories/run-list"
import { requestSweep } from "../support/events"
import { newRowId, resolveModule } from "../support/module"
import { isServerOnly } from "../support/instance-role"
import { sweepInBackground } from "./reconcile-payments"
import { FIRST_STAGE } from "./stages"

export interface RequestedSweep {
  readonly account: string
  readonly run: ListedRun
  /**
   * `continued`: an interrupted one is continued; `running`: another one is running, so
   * this one was refused.
   */
  readonly outcome: "started" | "continued" | "running"
}

/** @param actor the user's id */
export async function requestSweeps(
  container: MedusaContainer,
  accounts: readonly string[],
  actor: string | null
): Promise<RequestedSweep[]> {
  const requested: RequestedSweep[] = []
  for (const account of accounts) {
    requested.push(...(await requestOne(container, account, actor)))
  }
  if (requested.some(({ outcome }) => outcome !== "running")) {
    await startSweeping(container)
  }
  return requested
}

async function requestOne(
  container: MedusaContainer,
  account: string,
  actor: string | null
): Promise<RequestedSweep[]> {
  const { runList } = resolveModule(container)
  const id = newRowId("scrun")
  const started = await runList.request({
    id,
    account,
    firstStage: FIRST_STAGE,
    actor,
  })
  if (started) {
    return [{ account, run: started, outcome: "started" }]
  }
  const run = await runList.running(account)
  if (!run) {
    // It has ended in this very moment.
    return requestOne(container, account, actor)
  }
  const isAlive = (run.lease_until?.getTime() ?? 0) > Date.now()
  return [{ account, run, outcome: isAlive ? "running" : "continued" }]
}

async function startSweeping(container: MedusaContainer): Promise<void> {
  if (isServerOnly(container)) {
    await requestSweep(container)
    return
  }
  sweepInBackground(container)
}
