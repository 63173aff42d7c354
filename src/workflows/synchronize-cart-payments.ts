import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { findOpenPagesStep } from "./steps/find-open-pages"
import { synchronizeEachStep } from "./steps/synchronize-each"

/**
 * A cart changed: looks at those of its payments whose page is open. Carts that were
 * never on the way to Stripe cost one look into an index.
 */
export const synchronizeCartPaymentsWorkflow = createWorkflow(
  "synchronize-cart-payments",
  (input: { cart_id: string }) => {
    const ids = findOpenPagesStep(input)
    const results = synchronizeEachStep(
      transform({ ids }, (found) => ({
        payment_session_ids: found.ids,
        wait_ms: 0,
      }))
    )
    return new WorkflowResponse(results)
  }
)
