import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { resolveModule } from "../support/module"
import { logUnlessLogged } from "../support/workflow-error"
import { carryOutBulkRequests } from "../order-payments/carry-out-bulk-requests"
import { synchronizeDuePayments } from "./due-payments"
import { pruneHistory } from "./prune-history"
import { checkMedusaOnce } from "./self-check"
import { sweepAccounts, type SweepInput, type SweepReport } from "./sweep"

export interface ReconcilePaymentsInput {
  /** Sweeps now, even if none is due by `reconcile.everyMinutes`. */
  now?: boolean
}

export interface ReconcilePaymentsResult {
  /** The payments that were due for a synchronization. */
  readonly payments_checked: number
  /** One report per account that was swept; empty when no sweep was due. */
  readonly sweeps: SweepReport[]
}

const checkMedusaStep = createStep(
  "check-medusa",
  async (_input: Record<string, never>, { container }) =>
    new StepResponse({ isChecked: await checkMedusaOnce(container) })
)

const synchronizeDuePaymentsStep = createStep(
  "synchronize-due-payments",
  async (_input: Record<string, never>, { container }) =>
    new StepResponse({
      payments_checked: await synchronizeDuePayments(container),
    })
)

const sweepAccountsStep = createStep(
  "sweep-accounts",
  async (input: SweepInput, { container }) =>
    new StepResponse(await sweepAccounts(container, input))
)

const pruneRowsStep = createStep(
  "prune-rows",
  async (_input: Record<string, never>, { container }) =>
    new StepResponse(await pruneHistory(container))
)

/**
 * Finds what webhooks lost and crashes left behind, and repairs it. The job runs it every
 * minute.
 *
 * Payments that are due are synchronized each time. When a sweep is due, missed events are
 * read from Stripe, recent objects and Medusa's own tables are compared with the last
 * synchronization, and holds that end soon are reported. One instance sweeps at a time, and
 * an interrupted sweep continues where it stopped.
 *
 * @example
 * import { reconcilePaymentsWorkflow } from "medusa-payment-stripe-checkout/workflows"
 *
 * const { result } = await reconcilePaymentsWorkflow(container).run({
 *   input: { now: true },
 * })
 */
export const reconcilePaymentsWorkflow = createWorkflow(
  "reconcile-payments",
  (input: ReconcilePaymentsInput) => {
    const check = checkMedusaStep({})
    const due = synchronizeDuePaymentsStep({})
    const sweeps = sweepAccountsStep(
      transform(
        { input, check },
        ({ input: { now }, check: { isChecked } }) => ({
          now: now ?? false,
          isChecked,
        })
      )
    )
    pruneRowsStep({})
    return new WorkflowResponse(
      transform({ due, sweeps }, (done): ReconcilePaymentsResult => ({
        payments_checked: done.due.payments_checked,
        sweeps: done.sweeps,
      }))
    )
  }
)

/**
 * The same for the job, which must not be held up: Medusa runs one job at a time, and a
 * sweep may take minutes. Payments that are due do not wait for a sweep either. What is
 * still running from the minute before is not started a second time.
 */
export function reconcileInBackground(container: MedusaContainer): void {
  resolveModule(container).jobs.start("due payments", async () =>
    logFailure(container, "payments that are due", async () =>
      synchronizeDuePayments(container)
    )
  )
  carryOutBulkRequests(container)
  sweepInBackground(container)
}

/** Whatever sweep is due, was interrupted or was requested. */
export function sweepInBackground(container: MedusaContainer): void {
  resolveModule(container).jobs.start("sweep", async () =>
    logFailure(container, "sweep", async () => {
      const isChecked = await checkMedusaOnce(container)
      await sweepAccounts(container, { now: false, isChecked })
      await pruneHistory(container)
    })
  )
}

async function logFailure(
  container: MedusaContainer,
  what: string,
  work: () => Promise<unknown>
): Promise<void> {
  await work().catch((error: unknown) => {
    logUnlessLogged(container, what, error)
  })
}
