/**
 * The sweep: every few minutes, everything that may have been lost is checked, at Stripe
 * and in Medusa. Each payment goes through the same synchronization as a webhook.
 */

import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { traitsOf } from "../../modules/stripe-checkout/domain/decision/decision-traits"
import { because } from "../../modules/stripe-checkout/domain/reasons/reason"
import {
  RunLostError,
  type RunRow,
} from "../../modules/stripe-checkout/repositories/reconciliation-runs"
import { newRowId, resolveModule } from "../support/module"
import { readError } from "../support/workflow-error"
import { recordDiscrepancy } from "../synchronization/record-discrepancy"
import { synchronizeOrLog } from "../synchronization/in-background"
import type { SynchronizePaymentResult } from "../synchronization/synchronization-result"
import { refuseInterruptedStage, whileRenewingRun } from "./run-lease"
import { checkMedusa } from "./self-check"
import { FIRST_STAGE, type Stage, stagesFrom } from "./stages"
import { reportSilence } from "./webhook-silence"

export interface SweepInput {
  /** Starts a sweep even if none is due. */
  readonly now: boolean
  /** The self-check has been made in this very tick. */
  readonly isChecked: boolean
}

/** The result of sweeping one Stripe account. */
export interface SweepReport {
  /** The account's name in the options. */
  readonly account: string
  /** The row in `stripe_checkout_run`. */
  readonly run_id: string
  /** `failed`: a stage could not be completed; the next sweep tries again. */
  readonly status: "succeeded" | "failed"
  readonly payments_checked: number
  readonly repaired: number
  /** Discrepancies that need manual review. */
  readonly open_discrepancies: number
}

export async function sweepAccounts(
  container: MedusaContainer,
  { now, isChecked }: SweepInput
): Promise<SweepReport[]> {
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
    if (run && !isChecked) {
      await checkMedusa(container)
    }
    if (run) {
      reports.push(await sweep(container, run))
    }
  }
  return reports
}

async function sweep(
  container: MedusaContainer,
  run: RunRow
): Promise<SweepReport> {
  const { runs } = resolveModule(container)
  const status = await runStages(container, run)
  await reportSilence(container, run)
  const newest = await runs.newest(run.stripe_account)
  return {
    account: run.stripe_account,
    run_id: run.id,
    status,
    payments_checked: newest?.payments_checked ?? 0,
    repaired: newest?.repaired ?? 0,
    open_discrepancies: newest?.open_discrepancies ?? 0,
  }
}

/**
 * The next sweep retries what fails. A failure must stop neither the job nor the other
 * stages: even if the key may not list events, canceled orders can still be found.
 */
async function runStages(
  container: MedusaContainer,
  run: RunRow
): Promise<"succeeded" | "failed"> {
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
    await runs.finish(run, { status: "succeeded", reason: null })
    return "succeeded"
  }
  const reason = failures.join(" ")
  await runs.finish(run, { status: "failed", reason })
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .warn(
      `stripe-checkout: the sweep of account "${run.stripe_account}" did not complete: ${reason} The next sweep will retry.`
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
    refuseInterruptedStage(run, stage.name)
    await whileRenewingRun(container, run, () =>
      runStage(container, run, stage)
    )
    return null
  } catch (error) {
    return error
  }
}

async function runStage(
  container: MedusaContainer,
  run: RunRow,
  stage: Stage
): Promise<void> {
  const { background, runs } = resolveModule(container)
  for await (const paymentSessionIds of stage.find(container, run)) {
    await Promise.all(
      paymentSessionIds.map(async (id) =>
        background.run(
          async () => {
            await countChecked(container, run, () =>
              checkPayment(container, id, stage.changed)
            )
          },
          { key: id, priority: "patient" }
        )
      )
    )
    await runs.progress(run, {})
  }
}

async function countChecked(
  container: MedusaContainer,
  run: RunRow,
  check: () => Promise<CheckResult>
): Promise<void> {
  const checked = await check()
  await resolveModule(container).runs.progress(run, {
    paymentsChecked: 1,
    repaired: checked === "repaired" ? 1 : 0,
    openDiscrepancies: checked === "open" ? 1 : 0,
  })
}

type CheckResult = "fine" | "repaired" | "open" | "failed"

/**
 * Synchronizes one payment that a stage names. If ordinary work was left to do, an event
 * was lost; that is recorded.
 */
async function checkPayment(
  container: MedusaContainer,
  paymentSessionId: string,
  changed?: Stage["changed"]
): Promise<CheckResult> {
  if (await isBackingOff(container, paymentSessionId)) {
    return "failed"
  }
  const result = await synchronizeOrLog(container, paymentSessionId, changed)
  if (!result) {
    return "failed"
  }
  if (result.actions.length) {
    await recordMissedEvent(container, paymentSessionId, result)
  }
  if (
    result.requires_manual_review &&
    (await hasOpenDiscrepancy(container, paymentSessionId))
  ) {
    return "open"
  }
  return result.actions.length ? "repaired" : "fine"
}

/** A person may have resolved it; then both sides still differ, and nothing is left to review. */
async function hasOpenDiscrepancy(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<boolean> {
  const open = await resolveModule(container).discrepancyList.list({
    status: "open",
    kind: null,
    account: null,
    paymentSessionIds: [paymentSessionId],
    before: null,
    limit: 1,
  })
  return open.length > 0
}

/** A failed synchronization has its own retries, which the sweep must not use up. */
async function isBackingOff(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<boolean> {
  const { payments } = resolveModule(container)
  const row = await payments.findBy("payment_session_id", paymentSessionId)
  const isLater = Date.parse(row?.next_sync_at ?? "") > Date.now()
  return isLater && (row?.sync_failures ?? 0) > 0
}

/** Repairs are recorded already; for everything else no event had arrived. */
async function recordMissedEvent(
  container: MedusaContainer,
  paymentSessionId: string,
  { actions, ledgers, order_id }: SynchronizePaymentResult
): Promise<void> {
  const { payments } = resolveModule(container)
  const late = actions.filter((action) => !traitsOf(action).isRepair)
  const [first] = late
  const row = await payments.findBy("payment_session_id", paymentSessionId)
  if (first && row && ledgers) {
    await recordDiscrepancy(container, row, {
      status: "repaired",
      ledgers,
      orderId: order_id,
      kind: first,
      reason: because("event_missed", { actions: late.join(", ") }),
    })
  }
}
