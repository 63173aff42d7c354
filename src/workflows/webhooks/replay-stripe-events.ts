import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { resolveModule } from "../support/module"
import { synchronizeEachStep } from "../synchronization/synchronize-related"

export interface ReplayStripeEventsInput {
  /** One event, by Stripe's id (`evt_…`) or ours (`scevt_…`). */
  event_id?: string
  /** All that failed or are dead. */
  failed?: boolean
  /** Those that Stripe made since then; an ISO date. */
  from?: string
  /** Those that Stripe made before then; an ISO date. */
  until?: string
}

const markForReplayStep = createStep(
  "mark-for-replay",
  async (input: ReplayStripeEventsInput, { container }) => {
    const { event_id, failed, from, until } = input
    // An empty choice, or a misspelled one, must not mean each event that there is.
    if (!(event_id ?? failed ?? from ?? until)) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        "Say which events to replay: event_id, failed, from or until."
      )
    }
    const ids = await resolveModule(container).events.replay({
      eventId: event_id ?? null,
      onlyFailed: failed ?? false,
      from: from ?? null,
      until: until ?? null,
    })
    return new StepResponse(ids)
  }
)

/**
 * Answers stored events once more: one, all that failed, or those of a time range.
 * Harmless for those that were answered, since what is true is read anew.
 *
 * @throws invalid_data when nothing is chosen.
 * @returns one result per payment that the events are about.
 * @example
 * await replayStripeEventsWorkflow(container).run({ input: { failed: true } })
 */
export const replayStripeEventsWorkflow = createWorkflow(
  "replay-stripe-events",
  (input: ReplayStripeEventsInput) => {
    const ids = markForReplayStep(input)
    const results = synchronizeEachStep(
      transform({ ids }, (marked) => ({
        payment_session_ids: marked.ids,
        wait_ms: 10_000,
      }))
    )
    return new WorkflowResponse(results)
  }
)
