import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { configureWebhookEndpointWorkflow } from "../../../../workflows/webhooks/configure-webhook-endpoint"
import type { EndpointConfiguration } from "./responses"
import type { ConfigureWebhookEndpoint } from "./validators"

/**
 * Creates, repairs or replaces the webhook endpoint at Stripe. The answer holds the signing
 * secret of an endpoint that was created, this once.
 */
export async function POST(
  req: AuthenticatedMedusaRequest<ConfigureWebhookEndpoint>,
  res: MedusaResponse<EndpointConfiguration>
): Promise<void> {
  const { account, action } = req.validatedBody
  const { result } = await configureWebhookEndpointWorkflow(req.scope).run({
    input: {
      action,
      actor: req.auth_context.actor_id,
      ...(account === undefined ? {} : { account }),
    },
  })
  res.setHeader("Cache-Control", "no-store")
  res.json(result)
}
