/**
 * `npx medusa-stripe-checkout webhook`: creates or repairs the webhook endpoint at Stripe.
 * Takes `rotate` or `retire`, and `account=eu`.
 */
import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import {
  type ConfigureWebhookEndpointResult,
  configureWebhookEndpointWorkflow,
} from "../workflows/webhooks/configure-webhook-endpoint"
import { readWebhookArguments } from "./webhook-arguments"

export default async function configureWebhookEndpoint({
  container,
  args,
}: ExecArgs): Promise<void> {
  const input = readWebhookArguments(args)
  const { result } = await configureWebhookEndpointWorkflow(container).run({
    input,
  })
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .info(`stripe-checkout: ${describe(result)}`)
  if (result.signing_secret !== null) {
    // For the operator's eyes, not for the log.
    process.stdout.write(
      `\nThe signing secret, shown only this once. Put it into ${adviseOn(result, input.account)}, and restart Medusa:\n\n  ${result.signing_secret}\n\n`
    )
  }
}

/** @param account as the operator named it */
function adviseOn(
  { outcome }: ConfigureWebhookEndpointResult,
  account: string | undefined
): string {
  const option =
    account === undefined
      ? "STRIPE_WEBHOOK_SECRET"
      : `the variable that is the webhookSecret of the account "${account}"`
  return outcome === "replaced"
    ? `${option}, before the present one and separated by a comma; run the command with --retire afterwards`
    : option
}

function describe(result: ConfigureWebhookEndpointResult): string {
  const { endpoint_id: id, retired_endpoint_ids: retired, url } = result
  switch (result.outcome) {
    case "unchanged":
      return `the webhook endpoint ${id} for ${url} is as it should be.`
    case "created":
      return `the webhook endpoint ${id} for ${url} was created.`
    case "updated":
      return `the webhook endpoint ${id} for ${url} was repaired.`
    case "replaced":
      return `the webhook endpoint ${id} for ${url} was created beside the present one.`
    case "retired":
      return `deleted ${retired.join(", ")}; ${id} remains.`
  }
}
