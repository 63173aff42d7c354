/**
 * Two workflows of one step, which show how this Medusa runs and stores workflows.
 */
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { isRecordOnly } from "../../modules/stripe-checkout/record-only"

export interface ProbeInput {
  id: string
}

const readSelfCheckProbeStep = createStep(
  "read-self-check-probe",
  ({ id }: ProbeInput) =>
    new StepResponse(isRecordOnly({ kind: "capture", paymentId: id }))
)

const RETENTION_SECONDS = 60

/** Stored like core's completion of carts; deleted as soon as it is found. */
export const storedSelfCheckProbeWorkflow = createWorkflow(
  {
    name: "stored-self-check-probe",
    store: true,
    retentionTime: RETENTION_SECONDS,
  },
  (input: ProbeInput) => new WorkflowResponse(readSelfCheckProbeStep(input))
)

/** Run like core's capture of a payment. */
export const selfCheckProbeWorkflow = createWorkflow(
  "self-check-probe",
  (input: ProbeInput) => new WorkflowResponse(readSelfCheckProbeStep(input))
)
