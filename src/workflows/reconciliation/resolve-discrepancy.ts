import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { quote } from "../../modules/stripe-checkout/domain/quote"
import { resolveModule } from "../support/module"

export interface ResolveDiscrepancyInput {
  /** `scdis_…` */
  id: string
  /** The user's id. */
  resolved_by: string
  /** What they did about it. */
  note: string
}

const resolveDiscrepancyStep = createStep(
  "resolve-discrepancy",
  async (
    { id, resolved_by: by, note }: ResolveDiscrepancyInput,
    { container }
  ) => {
    const { discrepancyList } = resolveModule(container)
    const resolved = await discrepancyList.resolveByHand(id, { by, note })
    if (resolved) {
      return new StepResponse({ id: resolved.id })
    }
    const known = await discrepancyList.find(id)
    throw known
      ? new MedusaError(
          MedusaError.Types.CONFLICT,
          `The discrepancy is no longer open; it is ${known.status}.`
        )
      : new MedusaError(
          MedusaError.Types.NOT_FOUND,
          `There is no discrepancy ${quote(id)}.`
        )
  }
)

/**
 * Records that a person has dealt with a discrepancy. It is not opened again as long as its
 * reason and both sides' amounts stay the same.
 *
 * @throws MedusaError `MedusaError.Types.NOT_FOUND` when there is none,
 * `MedusaError.Types.CONFLICT` when it is not open.
 */
export const resolveDiscrepancyWorkflow = createWorkflow(
  "resolve-discrepancy",
  (input: ResolveDiscrepancyInput) =>
    new WorkflowResponse(resolveDiscrepancyStep(input))
)
