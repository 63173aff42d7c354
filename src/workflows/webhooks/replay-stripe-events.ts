import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { resolveModule } from "../support/module"
import type { SynchronizePaymentResult } from "../synchronization/synchronization-result"
import { synchronizeFound } from "../synchronization/synchronize-related"

export interface ReplayStripeEventsInput {
  /** One event, by Stripe's id (`evt_…`) or ours (`scevt_…`). */
  event_id?: string
  /** All events that failed or are dead. */
  failed?: boolean
  /** Those that Stripe created at or after this time; an ISO date. */
  from?: string
  /** Those that Stripe created before this time; an ISO date. */
  until?: string
}

/** How long to wait for another worker that is synchronizing the payment. */
const LEASE_WAIT_MS = 10_000

const markForReplayStep = createStep(
  "mark-for-replay",
  async (input: ReplayStripeEventsInput, { container }) => {
    const { event_id, failed, from, until } = input
    // An empty or misspelled choice must not replay every event.
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

/** One synchronization per payment that the replayed events are about. */
export type ReplayStripeEventsResult = SynchronizePaymentResult[]

/**
 * Processes stored events again: one, all that failed, or those of a time range. Harmless
 * for events that were processed already, because Medusa and Stripe are read again.
 *
 * @throws MedusaError `MedusaError.Types.INVALID_DATA` when no events are chosen, or
 * whatever keeps a payment from coming in sync.
 * @example
 * import { replayStripeEventsWorkflow } from "medusa-payment-stripe-checkout/workflows"
 *
 * await replayStripeEventsWorkflow(container).run({ input: { failed: true } })
 */
export const replayStripeEventsWorkflow = createWorkflow(
  "replay-stripe-events",
  (input: ReplayStripeEventsInput) => {
    const ids = markForReplayStep(input)
    return new WorkflowResponse(synchronizeFound(ids, LEASE_WAIT_MS))
  }
)
