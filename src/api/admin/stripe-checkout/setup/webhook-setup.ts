/**
 * The webhook endpoints of one account, compared with what the plugin needs.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import {
  compareEndpoint,
  endpointsOf,
  type EndpointSetup,
  type ExpectedEndpoint,
  needsUpdate,
  refuseAddress,
  refuseRetiring,
  secretStateOf,
} from "../../../../modules/stripe-checkout/domain/webhook-endpoint"
import { STRIPE_API_BASE } from "../../../../modules/stripe-checkout/options/secret-rules"
import { resolveModule } from "../../../../workflows/support/module"
import {
  sentenceOfAddress,
  sentenceOfRetiring,
} from "../../../../workflows/webhooks/endpoint-refusals"
import { expectedEndpoint } from "../../../../workflows/webhooks/expected-endpoint"
import type { EndpointDescription, WebhookSetup } from "./responses"

export function describeWebhook(
  container: MedusaContainer,
  account: string,
  endpoints: readonly EndpointSetup[] | null
): WebhookSetup {
  const { accounts, options } = resolveModule(container)
  const { gateway, webhookSecrets } = accounts.get(account)
  const expected = expectedEndpoint(options, account)
  const found = endpointsOf(endpoints ?? [], expected.url)
  const createRefusal = refuseAddress(expected.url, {
    isLiveMode: gateway.account.isLiveMode,
    isStripe: options.apiBase === STRIPE_API_BASE,
  })
  const retireRefusal = refuseRetiring(found, webhookSecrets)
  return {
    expected_url: expected.url,
    api_version: expected.apiVersion,
    state:
      endpoints === null ? "unknown" : stateOf(found, expected, webhookSecrets),
    endpoints: found.map((endpoint) =>
      describeEndpoint(endpoint, expected, webhookSecrets)
    ),
    create_refusal: createRefusal && {
      code: createRefusal,
      message: sentenceOfAddress(createRefusal),
    },
    retire_refusal: retireRefusal && {
      code: retireRefusal,
      message: sentenceOfRetiring(retireRefusal),
    },
  }
}

function stateOf(
  found: readonly EndpointSetup[],
  expected: ExpectedEndpoint,
  secrets: readonly string[]
): WebhookSetup["state"] {
  const [newest] = found
  if (!newest) {
    return "missing"
  }
  const differences = compareEndpoint(newest, expected)
  if (needsUpdate(differences) || differences.otherVersion !== null) {
    return "different"
  }
  return found.every(
    (endpoint) => secretStateOf(endpoint, secrets) === "not_configured"
  )
    ? "secret_missing"
    : "ok"
}

function describeEndpoint(
  endpoint: EndpointSetup,
  expected: ExpectedEndpoint,
  secrets: readonly string[]
): EndpointDescription {
  const differences = compareEndpoint(endpoint, expected)
  return {
    id: endpoint.id,
    is_enabled: endpoint.isEnabled,
    api_version: endpoint.apiVersion,
    created_at: new Date(endpoint.created * 1000).toISOString(),
    configured: endpoint.configured,
    secret: secretStateOf(endpoint, secrets),
    missing_events: differences.missingEvents,
    extra_events: differences.extraEvents,
    has_other_version: differences.otherVersion !== null,
  }
}
