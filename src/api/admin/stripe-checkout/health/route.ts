import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { describeHealth, type HealthDescription } from "./health-report"

/** Whether the plugin is set up and working, account by account. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<HealthDescription>
): Promise<void> {
  res.json(await describeHealth(req.scope))
}
