/**
 * How the account at Stripe is set up, as far as the key may see it.
 */
import type Stripe from "stripe"

import type { RequestLimits } from "./time-budget"
import { translateErrors } from "./errors"

export interface EndpointSetup {
  readonly id: string
  readonly url: string
  readonly isEnabled: boolean
  /** Null: the account's own default. */
  readonly apiVersion: string | null
  /** `["*"]` for all. */
  readonly eventTypes: readonly string[]
}

export class AccountSetupGateway {
  private readonly client: Stripe

  constructor(client: Stripe) {
    this.client = client
  }

  /** @throws StripePaymentError, `not_permitted` when the key may not read it. */
  async readAccountId(limits: RequestLimits): Promise<string> {
    const account = await translateErrors(() =>
      this.client.accounts.retrieveCurrent(undefined, limits)
    )
    return account.id
  }

  /** @throws StripePaymentError, `not_permitted` when the key may not read it. */
  async listEndpoints(limits: RequestLimits): Promise<EndpointSetup[]> {
    const endpoints = await translateErrors(() =>
      this.client.webhookEndpoints.list({ limit: 100 }, limits)
    )
    return endpoints.data.map((endpoint) => ({
      id: endpoint.id,
      url: endpoint.url,
      isEnabled: endpoint.status === "enabled",
      apiVersion: endpoint.api_version,
      eventTypes: endpoint.enabled_events,
    }))
  }
}
