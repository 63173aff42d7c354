import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { replayInBackground } from "../../../../../workflows/webhooks/replay-in-background"
import type { ReplayAnswer } from "../responses"
import type { ReplayEvents } from "../validators"

/** Processes stored events again, in the background. */
export async function POST(
  req: AuthenticatedMedusaRequest<ReplayEvents>,
  res: MedusaResponse<ReplayAnswer>
): Promise<void> {
  const started = await replayInBackground(
    req.scope,
    req.validatedBody,
    req.auth_context.actor_id
  )
  res.status(202).json(started)
}
