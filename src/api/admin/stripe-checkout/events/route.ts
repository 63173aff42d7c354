import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { listEvents } from "./describe-events"
import type { EventsAnswer } from "./responses"
import type { ListEvents } from "./validators"

/** The inbox of Stripe's events. Never calls Stripe. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, ListEvents>,
  res: MedusaResponse<EventsAnswer>
): Promise<void> {
  res.json(await listEvents(req.scope, req.validatedQuery))
}
