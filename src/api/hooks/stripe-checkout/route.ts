import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { DEFAULT_ACCOUNT } from "../../../modules/stripe-checkout/options/schema"
import { receiveWebhook } from "./handle-webhook"

export async function POST(
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  await receiveWebhook(req, res, DEFAULT_ACCOUNT)
}
