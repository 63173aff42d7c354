import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { resolveModule } from "../support/module"
import { logUnlessLogged } from "../support/workflow-error"
import { synchronizePaymentWorkflow } from "../synchronization/synchronize-payment"
import { checkMedusaStep } from "./self-check"
import { type SweepReport, sweepAccountsStep } from "./sweep"

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

const synchronizeDuePaymentsStep = createStep(
  "synchronize-due-payments",
  async (_input: Record<string, never>, { container }) => {
    const { payments, events } = resolveModule(container)
    const due = await payments.due(LIMIT)
    const forgotten = await events.forgotten(LIMIT)
    const ids = [...new Set([...due, ...forgotten])]
    for (const payment_session_id of ids) {
      // One that fails waits longer and does not hold up the others.
      await synchronizePaymentWorkflow(container)
        .run({ input: { payment_session_id } })
        .catch((error: unknown) => {
          logUnlessLogged(container, payment_session_id, error)
        })
    }
    return new StepResponse({ payments_checked: ids.length })
  }
)

/** Settled events and finished sweeps that are history. */
const pruneRowsStep = createStep(
  "prune-rows",
  async (_input: Record<string, never>, { container }) => {
    const { events, runs } = resolveModule(container)
    const pruned = await events.prune(KEEP_DAYS)
    await runs.prune(KEEP_DAYS)
    return new StepResponse({ events: pruned })
  }
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
 * Due without anybody asking: retries, expired Checkout Sessions, interrupted passes and
 * events that the bus lost. Per tick; the longest waiting come first.
 */
const LIMIT = 100

/** As long as Stripe itself keeps its events; a resent one would be stored again. */
const KEEP_DAYS = 30
