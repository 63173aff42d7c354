import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { synchronizePaymentWorkflow } from "../../../../../../workflows/synchronization/synchronize-payment"
import {
  describeDiscrepancy,
  requireDiscrepancy,
} from "../../describe-discrepancies"
import type { DiscrepancyCheckAnswer } from "../../responses"
import type { SynchronizeDiscrepancy } from "../../validators"

/** As long as a person waits for another worker. */
const LEASE_WAIT_MS = 5_000

/** Checks now whether both sides still differ. */
export async function POST(
  req: AuthenticatedMedusaRequest<SynchronizeDiscrepancy>,
  res: MedusaResponse<DiscrepancyCheckAnswer>
): Promise<void> {
  const id = req.params["id"] ?? ""
  const { payment_session_id } = await requireDiscrepancy(req.scope, id)
  const { result } = await synchronizePaymentWorkflow(req.scope).run({
    input: { payment_session_id, wait_ms: LEASE_WAIT_MS },
  })
  const { outcome, state, reason, reason_code, reason_params } = result
  res.json({
    discrepancy: await describeDiscrepancy(req.scope, id),
    result: { outcome, state, reason, reason_code, reason_params },
  })
}
