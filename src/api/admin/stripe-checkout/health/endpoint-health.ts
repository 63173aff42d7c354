/**
 * Whether Stripe sends this store's webhooks where the plugin expects them.
 */
import type { EndpointFacts } from "../../../../modules/stripe-checkout/domain/health"
import {
  isSameAddress,
  joinUrl,
} from "../../../../modules/stripe-checkout/domain/urls"
import { DEFAULT_ACCOUNT } from "../../../../modules/stripe-checkout/options/schema"
import type { EndpointSetup } from "../../../../modules/stripe-checkout/stripe/account-setup"
import { HANDLED_EVENT_TYPES } from "../../../../modules/stripe-checkout/stripe/webhooks"
import type { EndpointHealth } from "./responses"

export function describeEndpoint(
  endpoints: readonly EndpointSetup[],
  expectedUrl: string
): EndpointHealth {
  const endpoint = endpoints.find(({ url }) => isSameAddress(url, expectedUrl))
  if (!endpoint) {
    return { expected_url: expectedUrl, state: "missing" }
  }
  const selected = new Set(endpoint.eventTypes)
  return {
    expected_url: expectedUrl,
    state: endpoint.isEnabled ? "enabled" : "disabled",
    id: endpoint.id,
    api_version: endpoint.apiVersion,
    missing_events: selected.has("*")
      ? []
      : HANDLED_EVENT_TYPES.filter((type) => !selected.has(type)),
  }
}

export function readEndpointFacts(
  endpoint: EndpointHealth
): EndpointFacts | "missing" | null {
  switch (endpoint.state) {
    case "unknown":
      return null
    case "missing":
      return "missing"
    case "enabled":
    case "disabled":
      return {
        isEnabled: endpoint.state === "enabled",
        apiVersion: endpoint.api_version,
        missingEvents: endpoint.missing_events,
      }
  }
}

export function webhookUrl(backendUrl: string, account: string): string {
  const suffix = account === DEFAULT_ACCOUNT ? "" : `/${account}`
  return joinUrl(backendUrl, `/hooks/stripe-checkout${suffix}`)
}
