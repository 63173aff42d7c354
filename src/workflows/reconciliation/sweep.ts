/**
 * The sweep: every few minutes all that may have been lost is looked for, at Stripe and
 * in Medusa. Each finding goes through the same synchronization as a webhook.
 */

import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { isMending } from "../../modules/stripe-checkout/domain/decision/decision-traits"
import {
  RunLostError,
  type RunRow,
} from "../../modules/stripe-checkout/repositories/reconciliation-runs"
import { newRowId, resolveModule } from "../support/module"
import { readError } from "../support/workflow-error"
import { noteDiscrepancy } from "../synchronization/record-discrepancy"
import {
  type SynchronizationResult,
  synchronizePaymentWorkflow,
} from "../synchronization/synchronize-payment"
import { FIRST_STAGE, type Stage, stagesFrom } from "./stages"

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

// ---- note-finding.ts
/*
 * Looks at one payment that the sweep suspects. What had to be mended is kept on
 * record; that ordinary work was still to be done means that an event was lost, and is
 * kept as well.
 */

export type Finding = "fine" | "repaired" | "open" | "failed"

/** A payment that cannot be looked at now has its own retries; the sweep goes on. */
export async function noteFinding(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<Finding> {
  if (await isBackingOff(container, paymentSessionId)) {
    return "failed"
  }
  const result = await synchronize(container, paymentSessionId)
  if (!result) {
    return "failed"
  }
  if (result.deeds.length) {
    await noteLostNews(container, paymentSessionId, result)
  }
  if (result.needs_person) {
    return "open"
  }
  return result.deeds.length ? "repaired" : "fine"
}

/** A look that failed has its own retries, which the sweep must not use up. */
async function isBackingOff(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<boolean> {
  const { payments } = resolveModule(container)
  const row = await payments.findBy("payment_session_id", paymentSessionId)
  const isLater = Date.parse(row?.next_look_at ?? "") > Date.now()
  return isLater && (row?.failed_looks ?? 0) > 0
}

async function synchronize(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<SynchronizationResult | null> {
  try {
    const { result } = await synchronizePaymentWorkflow(container).run({
      input: { payment_session_id: paymentSessionId },
    })
    return result
  } catch {
    // Written down, logged and due again where it happened.
    return null
  }
}

/** What was mended is on record already; the rest nobody had told us of. */
async function noteLostNews(
  container: MedusaContainer,
  paymentSessionId: string,
  { deeds, sides, order_id }: SynchronizationResult
): Promise<void> {
  const { payments } = resolveModule(container)
  const late = deeds.filter((deed) => !isMending(deed))
  const [first] = late
  const row = await payments.findBy("payment_session_id", paymentSessionId)
  if (first && row && sides) {
    await noteDiscrepancy(container, row, {
      status: "repaired",
      sides,
      orderId: order_id,
      kind: first,
      reason: `No event had told of it; the sweep has done it: ${late.map((deed) => deed.replaceAll("_", " ")).join(", ")}.`,
    })
  }
}
