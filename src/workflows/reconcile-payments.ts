import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { lookAtDuePaymentsStep } from "./steps/look-at-due-payments"
import { pruneRowsStep } from "./steps/prune-rows"
import { sweepAccountsStep } from "./steps/sweep-accounts"

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
