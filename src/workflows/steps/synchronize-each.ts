import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { synchronizePaymentWorkflow } from "../synchronize-payment"
import type { SynchronizationResult } from "./look-until-settled"

interface SynchronizeEachInput {
  readonly payment_session_ids: readonly string[]
  readonly wait_ms: number
}

/** One after the other: what one payment captures, the next one no longer needs to. */
export const synchronizeEachStep = createStep(
  "synchronize-each",
  async (
    { payment_session_ids, wait_ms }: SynchronizeEachInput,
    { container }
  ) => {
    const results: SynchronizationResult[] = []
    for (const payment_session_id of payment_session_ids) {
      const { result } = await synchronizePaymentWorkflow(container).run({
        input: { payment_session_id, wait_ms },
      })
      results.push(result)
    }
    return new StepResponse(results)
  }
)
