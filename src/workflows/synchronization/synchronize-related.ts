import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { type ChangedRecord, findAffectedPayments } from "./affected-payments"
import { synchronizePaymentWorkflow } from "./synchronize-payment"
import type { SynchronizePaymentResult } from "./synchronization-result"

/**
 * One by one: what one payment captures, the next no longer needs to. One that fails keeps
 * no other waiting.
 *
 * @throws the first error, after all of them, unless failures are tolerated
 */
export const synchronizeEachStep = createStep(
  "synchronize-each",
  async (
    {
      payment_session_ids,
      wait_ms,
      disputes = false,
      tolerate_failures,
    }: SynchronizeEachInput,
    { container }
  ) => {
    const results: SynchronizePaymentResult[] = []
    const failures: unknown[] = []
    for (const payment_session_id of payment_session_ids) {
      const { result, errors } = await synchronizePaymentWorkflow(
        container
      ).run({
        input: { payment_session_id, wait_ms, disputes },
        throwOnError: false,
      })
      failures.push(...errors.map((failed): unknown => failed.error))
      if (!errors.length) {
        results.push(result)
      }
    }
    if (failures.length && !tolerate_failures) {
      throw failures[0]
    }
    return new StepResponse(results)
  }
)

const findAffectedPaymentsStep = createStep(
  "find-affected-payments",
  async (changed: ChangedRecord, { container }) =>
    new StepResponse(await findAffectedPayments(container, changed))
)

/** Inside a workflow: synchronizes the payments that a step before has found. */
export function synchronizeFound(
  ids: WorkflowData<string[]>,
  waitMs = 0
): ReturnType<typeof synchronizeEachStep> {
  return synchronizeEachStep(
    transform({ ids, waitMs }, (found) => ({
      payment_session_ids: found.ids,
      wait_ms: found.waitMs,
    }))
  )
}

/** Synchronizes each payment of an order, with its disputes: somebody wants to know. */
export const synchronizeOrderPaymentsWorkflow = createWorkflow(
  "synchronize-order-payments",
  (changed: ChangedRecord) => {
    const ids = findAffectedPaymentsStep(changed)
    return new WorkflowResponse(
      synchronizeEachStep(
        transform(ids, (found) => ({
          payment_session_ids: found,
          wait_ms: 0,
          disputes: true,
        }))
      )
    )
  }
)

interface SynchronizeEachInput {
  readonly payment_session_ids: readonly string[]
  readonly wait_ms: number
  /** Their disputes, reviews and fraud warnings are read as well. */
  readonly disputes?: boolean
  /**
   * The caller gets the results of the requests, not an error because Stripe is slow:
   * failures are recorded, logged and retried automatically.
   */
  readonly tolerate_failures?: boolean
}
