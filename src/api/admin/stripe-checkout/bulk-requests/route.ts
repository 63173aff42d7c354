import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { startBulkRequest } from "../../../../workflows/order-payments/bulk-request"
import { answerUnlessConflict, type Conflict } from "../orders/conflict"
import { describeBulkRequest, listBulkRequests } from "./bulk-request-view"
import type { BulkRequestAnswer, BulkRequestsAnswer } from "./responses"
import type { StartBulkRequest } from "./validators"

/** The newest bulk requests with their progress. Never calls Stripe. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<BulkRequestsAnswer>
): Promise<void> {
  res.json(await listBulkRequests(req.scope))
}

/** Requests a capture or release of many orders, in the user's name; it is carried out in the background. */
export async function POST(
  req: AuthenticatedMedusaRequest<StartBulkRequest>,
  res: MedusaResponse<BulkRequestAnswer | Conflict>
): Promise<void> {
  const { kind, order_ids, request_id } = req.validatedBody
  await answerUnlessConflict(res, async () => ({
    bulk_request: describeBulkRequest(
      await startBulkRequest(req.scope, {
        kind,
        order_ids,
        actor: req.auth_context.actor_id,
        ...(request_id === undefined ? {} : { request_id }),
      })
    ),
  }))
}
