/**
 * The sweep: every few minutes all that may have been lost is looked for, at Stripe and
 * in Medusa. Each finding goes through the same synchronization as a webhook.
 */
import { randomUUID } from "node:crypto"

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import {
  RunLostError,
  type RunRow,
} from "../../modules/stripe-checkout/repositories/reconciliation-runs"
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

/**
 * What cannot be done now is tried by the next sweep. It must stop neither the job nor
 * the other stages: a key that may not list events still lets canceled orders be found.
 */
async function workThroughStages(
  container: MedusaContainer,
  run: RunRow
): Promise<"done" | "failed"> {
  const { runs } = resolveModule(container)
  const failures: string[] = []
  for (const stage of stagesFrom(run.stage)) {
    const error = await tryStage(container, run, stage)
    if (error instanceof RunLostError) {
      return "failed"
    }
    failures.push(
      ...(error === null ? [] : [`${stage.name}: ${readError(error).message}`])
    )
  }
  if (!failures.length) {
    await runs.finish(run, { status: "done", reason: null })
    return "done"
  }
  const reason = failures.join(" ")
  await runs.finish(run, { status: "failed", reason })
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .warn(
      `stripe-checkout: the sweep of account "${run.account}" could not do everything: ${reason} The next one tries again.`
    )
  return "failed"
}

/** @returns what went wrong, or null. */
async function tryStage(
  container: MedusaContainer,
  run: RunRow,
  stage: Stage
): Promise<unknown> {
  try {
    await resolveModule(container).runs.progress(run, { stage: stage.name })
    await workThrough(container, run, stage)
    return null
  } catch (error) {
    return error
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
