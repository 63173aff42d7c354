/**
 * Whether Stripe sends this store's webhooks where the plugin expects them.
 */
import type { EndpointFacts } from "../../../../modules/stripe-checkout/domain/health"
import {
  compareEndpoint,
  endpointsOf,
  type EndpointSetup,
  type ExpectedEndpoint,
} from "../../../../modules/stripe-checkout/domain/webhook-endpoint"
import type { EndpointHealth } from "./responses"

export function describeEndpoint(
  endpoints: readonly EndpointSetup[] | null,
  expected: ExpectedEndpoint
): EndpointHealth {
  if (endpoints === null) {
    return { expected_url: expected.url, state: "unknown" }
  }
  // Two of them while a secret is being replaced: one that works is enough.
  const ours = endpointsOf(endpoints, expected.url)
  const endpoint = ours.find(({ isEnabled }) => isEnabled) ?? ours[0]
  return endpoint
    ? {
        expected_url: expected.url,
        state: endpoint.isEnabled ? "enabled" : "disabled",
        id: endpoint.id,
        api_version: endpoint.apiVersion,
        missing_events: compareEndpoint(endpoint, expected).missingEvents,
      }
    : { expected_url: expected.url, state: "missing" }
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
