import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { OperationRow } from "../../modules/stripe-checkout/repositories/operations"
import { resolveModule } from "./resolve-module"

interface AskedFor {
  readonly trigger: string
  readonly payment_session_ids: readonly string[]
}

/** What became of a request, payment by payment. */
export interface OrderPaymentsAnswer {
  readonly payment_session_id: string
  readonly status: OperationRow["status"]
  readonly reason: string
}

export const readAnswersStep = createStep(
  "read-answers",
  async ({ trigger, payment_session_ids }: AskedFor, { container }) => {
    const { operations } = resolveModule(container)
    const answers: OrderPaymentsAnswer[] = []
    for (const id of payment_session_ids) {
      const operation = await operations.findByTrigger(id, trigger)
      if (operation) {
        answers.push({
          payment_session_id: id,
          status: operation.status,
          reason: operation.reason,
        })
      }
    }
    return new StepResponse(answers)
  }
)
