import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { receiveWebhook } from "../receive-webhook"

export async function POST(
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  await receiveWebhook(req, res, req.params["account"] ?? "")
}
