/**
 * How the account at Stripe is set up, as far as the key may see it, and its webhook
 * endpoints.
 */
import type Stripe from "stripe"

import { StripePaymentError } from "../domain/errors"
import {
  type EndpointAuthor,
  type EndpointSetup,
  type ExpectedEndpoint,
  fingerprintOf,
} from "../domain/webhook-endpoint"
import { translateErrors, withFreshAttempt } from "./errors"
import { type Permission, readPermissions } from "./key-permissions"
import type { RequestLimits } from "./time-budget"

/** In the endpoint's metadata. */
const FINGERPRINT = "secret_fingerprint"
const CREATED_BY = "created_by"
const US = "medusa-payment-stripe-checkout"
const CONFIGURED_AT = "configured_at"
const CONFIGURED_BY = "configured_by"

export interface CreatedEndpoint {
  readonly endpoint: EndpointSetup
  /** Stripe shows it this once. */
  readonly secret: string
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
    return endpoints.data.map(readEndpoint)
  }

  /** Never throws: what Stripe does not answer is unknown. */
  readPermissions(limits: RequestLimits): Promise<Permission[]> {
    return readPermissions(this.client, limits)
  }

  /**
   * The same key creates one endpoint, however often it is sent. One that was created and
   * deleted within a day is not answered again.
   */
  async createEndpoint(
    expected: ExpectedEndpoint,
    {
      author,
      idempotencyKey,
    }: { readonly author: EndpointAuthor; readonly idempotencyKey: string },
    limits: () => RequestLimits
  ): Promise<CreatedEndpoint> {
    const created = await this.createOrReplay(
      expected,
      { idempotencyKey, deletedId: null },
      limits
    )
    const secret = created.secret ?? ""
    const endpoint = await this.updateEndpoint(
      created.id,
      {
        metadata: {
          [FINGERPRINT]: fingerprintOf(secret),
          ...describeAuthor(author),
        },
      },
      limits()
    )
    return { endpoint, secret }
  }

  private async createOrReplay(
    expected: ExpectedEndpoint,
    attempt: {
      readonly idempotencyKey: string
      /** The endpoint that was created under the key and deleted since. */
      readonly deletedId: string | null
    },
    limits: () => RequestLimits
  ): Promise<Stripe.WebhookEndpoint> {
    const { deletedId, idempotencyKey } = attempt
    const created = await withFreshAttempt(
      deletedId === null ? idempotencyKey : `${idempotencyKey}:${deletedId}`,
      limits(),
      (options) =>
        this.client.webhookEndpoints.create(
          {
            url: expected.url,
            enabled_events: [
              ...expected.eventTypes,
            ] as Stripe.WebhookEndpointCreateParams.EnabledEvent[],
            api_version:
              expected.apiVersion as Stripe.WebhookEndpointCreateParams.ApiVersion,
            description: "Medusa",
            metadata: { [CREATED_BY]: US },
          },
          options
        )
    )
    return (await this.exists(created.id, limits()))
      ? created
      : this.createOrReplay(
          expected,
          { idempotencyKey, deletedId: created.id },
          limits
        )
  }

  /** Without an idempotency key: it sets values, and a stored answer would set none. */
  async correctEndpoint(
    id: string,
    {
      author,
      expected,
    }: { readonly author: EndpointAuthor; readonly expected: ExpectedEndpoint },
    limits: RequestLimits
  ): Promise<EndpointSetup> {
    return this.updateEndpoint(
      id,
      {
        enabled_events: [
          ...expected.eventTypes,
        ] as Stripe.WebhookEndpointUpdateParams.EnabledEvent[],
        disabled: false,
        metadata: describeAuthor(author),
      },
      limits
    )
  }

  /** Says who did something that changed nothing else of it. */
  async signEndpoint(
    id: string,
    author: EndpointAuthor,
    limits: RequestLimits
  ): Promise<EndpointSetup> {
    return this.updateEndpoint(id, { metadata: describeAuthor(author) }, limits)
  }

  /** One that is already gone is not a failure. */
  async deleteEndpoint(id: string, limits: RequestLimits): Promise<void> {
    await unlessUnknown(
      translateErrors(() =>
        this.client.webhookEndpoints.del(id, undefined, limits)
      )
    )
  }

  private async updateEndpoint(
    id: string,
    params: Stripe.WebhookEndpointUpdateParams,
    limits: RequestLimits
  ): Promise<EndpointSetup> {
    return readEndpoint(
      await translateErrors(() =>
        this.client.webhookEndpoints.update(id, params, limits)
      )
    )
  }

  private async exists(id: string, limits: RequestLimits): Promise<boolean> {
    const endpoint = await unlessUnknown(
      translateErrors(() =>
        this.client.webhookEndpoints.retrieve(id, undefined, limits)
      )
    )
    return endpoint !== null
  }
}

async function unlessUnknown<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call
  } catch (error) {
    if (
      error instanceof StripePaymentError &&
      error.failure.kind === "unknown_object"
    ) {
      return null
    }
    throw error
  }
}

/** An empty value removes the one of somebody before. */
function describeAuthor({ actor, at }: EndpointAuthor): Stripe.MetadataParam {
  return { [CONFIGURED_AT]: at, [CONFIGURED_BY]: actor ?? "" }
}

function readAuthor(metadata: Stripe.Metadata): EndpointAuthor | null {
  const at = metadata[CONFIGURED_AT]
  return at === undefined || Number.isNaN(Date.parse(at))
    ? null
    : { at, actor: metadata[CONFIGURED_BY] ?? null }
}

function readEndpoint(endpoint: Stripe.WebhookEndpoint): EndpointSetup {
  return {
    id: endpoint.id,
    url: endpoint.url,
    isEnabled: endpoint.status === "enabled",
    apiVersion: endpoint.api_version,
    eventTypes: endpoint.enabled_events,
    isOurs: endpoint.metadata[CREATED_BY] === US,
    secretFingerprint: endpoint.metadata[FINGERPRINT] ?? null,
    created: endpoint.created,
    configured: readAuthor(endpoint.metadata),
  }
}
