/**
 * The webhook endpoint that one account needs at Stripe.
 */
import { joinUrl } from "../../modules/stripe-checkout/domain/urls"
import type { ExpectedEndpoint } from "../../modules/stripe-checkout/domain/webhook-endpoint"
import {
  DEFAULT_ACCOUNT,
  type ResolvedOptions,
} from "../../modules/stripe-checkout/options/schema"
import { STRIPE_API_VERSION } from "../../modules/stripe-checkout/stripe/client"
import { HANDLED_EVENT_TYPES } from "../../modules/stripe-checkout/stripe/webhooks"

export function expectedEndpoint(
  { backendUrl }: Pick<ResolvedOptions, "backendUrl">,
  account: string
): ExpectedEndpoint {
  const suffix = account === DEFAULT_ACCOUNT ? "" : `/${account}`
  return {
    url: joinUrl(backendUrl, `/hooks/stripe-checkout${suffix}`),
    apiVersion: STRIPE_API_VERSION,
    eventTypes: HANDLED_EVENT_TYPES,
  }
}
