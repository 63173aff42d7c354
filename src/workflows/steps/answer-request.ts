import { transform } from "@medusajs/framework/workflows-sdk"

import { askForOrderPaymentsStep } from "./ask-for-order-payments"
import { readAnswersStep } from "./read-answers"
import { synchronizeEachStep } from "./synchronize-each"

/** Another worker that is looking at the payment right now is waited for this long. */
const LEASE_WAIT_MS = 10_000

/**
 * The steps of every direct request, to be used inside a workflow: written down, done
 * by looking at each payment, and answered.
 */
export function answerRequest(
  request: Parameters<typeof askForOrderPaymentsStep>[0]
): ReturnType<typeof readAnswersStep> {
  const asked = askForOrderPaymentsStep(request)
  synchronizeEachStep(
    transform(asked, ({ payment_session_ids }) => ({
      payment_session_ids,
      wait_ms: LEASE_WAIT_MS,
      may_be_later: true,
    }))
  )
  return readAnswersStep(asked)
}
