import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { resolveModule } from "../support/module"
import { synchronizePaymentWorkflow } from "../synchronization/synchronize-payment"
import { sweepAccountsStep } from "./sweep"

export interface ReconcilePaymentsInput {
  /** Sweeps now, even if none is due by `reconcile.everyMinutes`. */
  now?: boolean
}

/**
 * Finds what webhooks have lost and crashes have left, and mends it. What the job does
 * every minute.
 *
 * Payments that are due are looked at each time. When a sweep is due, missed events are
 * read from Stripe, recent objects and Medusa's own tables are compared with what was
 * seen last, and holds that lapse soon are told. One instance sweeps at a time, and a
 * sweep that was interrupted goes on where it stood.
 *
 * @returns `{ looked_at, sweeps }`, a report for each account that was swept.
 * @example
 * await reconcilePaymentsWorkflow(container).run({ input: { now: true } })
 */
export const reconcilePaymentsWorkflow = createWorkflow(
  "reconcile-payments",
  (input: ReconcilePaymentsInput) => {
    const due = lookAtDuePaymentsStep({})
    const sweeps = sweepAccountsStep(
      transform(input, ({ now }) => ({ now: now ?? false }))
    )
    pruneRowsStep({})
    return new WorkflowResponse(
      transform({ due, sweeps }, (done) => ({
        looked_at: done.due.looked_at,
        sweeps: done.sweeps,
      }))
    )
  }
)

// ---- look-at-due-payments.ts
/*
 * What is due by itself: retries after failures, pages that are over, looks that a
 * crash interrupted, and events that the bus has lost.
 */

/** Per tick. What is left over waits for the next; the longest waiting comes first. */
const LIMIT = 100

export const lookAtDuePaymentsStep = createStep(
  "look-at-due-payments",
  async (_input: Record<string, never>, { container }) => {
    const { payments, inbox } = resolveModule(container)
    const due = await payments.due(LIMIT)
    const forgotten = await inbox.forgotten(LIMIT)
    const ids = [...new Set([...due, ...forgotten])]
    for (const payment_session_id of ids) {
      // One that fails has noted it and waits longer; the others are not held up.
      await synchronizePaymentWorkflow(container)
        .run({ input: { payment_session_id } })
        .catch(() => undefined)
    }
    return new StepResponse({ looked_at: ids.length })
  }
)

/** As long as Stripe itself keeps its events; a resent one would be stored anew. */
const KEEP_DAYS = 30

/** Settled events and finished sweeps are history that nobody asks for after a while. */
export const pruneRowsStep = createStep(
  "prune-rows",
  async (_input: Record<string, never>, { container }) => {
    const { inbox, runs } = resolveModule(container)
    const events = await inbox.prune(KEEP_DAYS)
    await runs.prune(KEEP_DAYS)
    return new StepResponse({ events })
  }
)
