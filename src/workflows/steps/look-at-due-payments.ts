/**
 * What is due by itself: retries after failures, pages that are over, looks that a
 * crash interrupted, and events that the bus has lost.
 */
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { synchronizePaymentWorkflow } from "../synchronize-payment"
import { resolveModule } from "./resolve-module"

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
