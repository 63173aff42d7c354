import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"

import {
  type ReceivedEvent,
  storeStripeEventStep,
} from "./steps/store-stripe-event"
import { LOOK_AT_PAYMENT } from "./steps/wake-up"

/**
 * Stores a verified event and wakes whoever looks at its payment. What happened is
 * then read from Stripe, so duplicates and disorder do not matter.
 */
export const receiveStripeEventWorkflow = createWorkflow(
  "receive-stripe-event",
  (input: ReceivedEvent) => {
    const stored = storeStripeEventStep(input)
    when(
      { stored, input },
      ({ stored: row, input: { is_wake_up } }) =>
        is_wake_up && row.status === "received"
    ).then(() => {
      emitEventStep({
        eventName: LOOK_AT_PAYMENT,
        data: transform({ stored }, ({ stored: row }) => ({
          payment_session_id: row.payment_session_id,
        })),
      })
    })
    return new WorkflowResponse(stored)
  }
)
