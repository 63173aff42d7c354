import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import {
  type ChangedRecord,
  findAffectedPaymentsStep,
} from "./steps/find-affected-payments"
import { synchronizeEachStep } from "./steps/synchronize-each"

/**
 * Something happened to an order: looks at each of its payments.
 */
export const synchronizeOrderPaymentsWorkflow = createWorkflow(
  "synchronize-order-payments",
  (changed: ChangedRecord) => {
    const ids = findAffectedPaymentsStep(changed)
    const results = synchronizeEachStep(
      transform({ ids }, (found) => ({
        payment_session_ids: found.ids,
        wait_ms: 0,
      }))
    )
    return new WorkflowResponse(results)
  }
)
