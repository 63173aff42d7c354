import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import type { SetupAnswer } from "./responses"
import { describeSetups } from "./setup-report"

/** Whether each account is connected, and what is still to be set up. Reads Stripe. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SetupAnswer>
): Promise<void> {
  res.json({ accounts: await describeSetups(req.scope) })
}
