import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { describeHealth } from "./health-report"
import type { HealthDescription } from "./responses"

/** Whether the plugin is set up and works, for each account. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<HealthDescription>
): Promise<void> {
  res.json(await describeHealth(req.scope))
}
