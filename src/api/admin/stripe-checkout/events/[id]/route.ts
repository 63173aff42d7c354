import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { describeEvent } from "../describe-events"
import type { EventAnswer } from "../responses"

/** One event, by Stripe's id or ours, and what was done about its payment then. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<EventAnswer>
): Promise<void> {
  res.json(await describeEvent(req.scope, req.params["id"] ?? ""))
}
