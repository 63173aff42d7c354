import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { synchronizePaymentWorkflow } from "../synchronize-payment"
import type { SynchronizationResult } from "./look-until-settled"

interface SynchronizeEachInput {
  readonly payment_session_ids: readonly string[]
  readonly wait_ms: number
  /**
   * Whoever asks is told what became of it, not that Stripe is slow: what could not be
   * done now is noted, logged and tried again by itself.
   */
  readonly may_be_later?: boolean
}

/** One after the other: what one payment captures, the next one no longer needs to. */
export const synchronizeEachStep = createStep(
  "synchronize-each",
  async (
    { payment_session_ids, wait_ms, may_be_later }: SynchronizeEachInput,
    { container }
  ) => {
    const results: SynchronizationResult[] = []
    for (const payment_session_id of payment_session_ids) {
      const { result, errors } = await synchronizePaymentWorkflow(
        container
      ).run({
        input: { payment_session_id, wait_ms },
        throwOnError: may_be_later !== true,
      })
      if (!errors.length) {
        results.push(result)
      }
    }
    return new StepResponse(results)
  }
)
