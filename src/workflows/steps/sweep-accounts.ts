/**
 * The sweep: every few minutes all that may have been lost is looked for, at Stripe and
 * in Medusa. Each finding goes through the same synchronization as a webhook.
 */
import { randomUUID } from "node:crypto"

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { RunRow } from "../../modules/stripe-checkout/rows/runs"
import { FIRST_STAGE, type Stage, stagesFrom } from "../sweep/stages"
import { newRowId } from "./new-row-id"
import { noteFinding } from "./note-finding"
import { readError } from "./read-error"
import { resolveModule } from "./resolve-module"

export interface SweepInput {
  /** Starts a sweep even if none is due. */
  readonly now: boolean
}

export interface SweepReport {
  readonly account: string
  readonly run_id: string
  readonly status: "done" | "failed"
  readonly looked_at: number
  readonly repaired: number
  readonly open_findings: number
}

export const sweepAccountsStep = createStep(
  "sweep-accounts",
  async ({ now }: SweepInput, { container }) => {
    const { accounts, runs, options } = resolveModule(container)
    const reports: SweepReport[] = []
    for (const account of accounts.names()) {
      const run = await runs.take({
        id: newRowId("scrun"),
        account,
        owner: randomUUID(),
        firstStage: FIRST_STAGE,
        everyMinutes: now ? 0 : options.reconcile.everyMinutes,
      })
      if (run) {
        reports.push(await sweep(container, run))
      }
    }
    return new StepResponse(reports)
  }
)

async function sweep(
  container: MedusaContainer,
  run: RunRow
): Promise<SweepReport> {
  const { runs } = resolveModule(container)
  const status = await workThroughStages(container, run)
  const newest = await runs.newest(run.account)
  return {
    account: run.account,
    run_id: run.id,
    status,
    looked_at: newest?.looked_at ?? 0,
    repaired: newest?.repaired ?? 0,
    open_findings: newest?.open_findings ?? 0,
  }
}

/** What cannot be done now is tried by the next sweep; it must not stop the job. */
async function workThroughStages(
  container: MedusaContainer,
  run: RunRow
): Promise<"done" | "failed"> {
  const { runs } = resolveModule(container)
  try {
    for (const stage of stagesFrom(run.stage)) {
      await runs.progress(run, { stage: stage.name })
      await workThrough(container, run, stage)
    }
    await runs.finish(run, { status: "done", reason: null })
    return "done"
  } catch (error) {
    const { message } = readError(error)
    await runs.finish(run, { status: "failed", reason: message })
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `stripe-checkout: the sweep of account "${run.account}" was interrupted: ${message} The next one goes on.`
      )
    return "failed"
  }
}

async function workThrough(
  container: MedusaContainer,
  run: RunRow,
  stage: Stage
): Promise<void> {
  const { runs } = resolveModule(container)
  for await (const paymentSessionIds of stage.find(container, run)) {
    for (const id of paymentSessionIds) {
      const finding = await noteFinding(container, id)
      await runs.progress(run, {
        lookedAt: 1,
        repaired: finding === "repaired" ? 1 : 0,
        openFindings: finding === "open" ? 1 : 0,
      })
    }
    await runs.progress(run, {})
  }
}
