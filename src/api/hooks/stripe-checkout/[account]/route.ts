import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { receiveWebhook } from "../handle-webhook"

export async function POST(
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  await receiveWebhook(req, res, req.params["account"] ?? "")
}
