import type Stripe from "stripe"
import { pageOf } from "../api/paginate"
import type { Call, Route } from "../api/route"
import { findIn, route } from "../api/route"
import type { StripeError } from "../api/stripe-error"
import { invalidRequest, noSuch } from "../api/stripe-error"
import { newId } from "../state/ids"
import type { Context } from "../state/context"
import { checkMetadata, emptyMetadata, mergeMetadata } from "./metadata"
import { assertImitated } from "./unimitated"

const path = "/v1/webhook_endpoints"

export const webhookEndpointRoutes: readonly Route[] = [
  route({
    method: "POST",
    path,
    request: "WebhookEndpointCreate",
    check: checkCreate,
    answer: create,
  }),
  route({
    method: "GET",
    path,
    request: "WebhookEndpointList",
    answer: list,
  }),
  route({
    method: "GET",
    path: `${path}/:id`,
    request: "WebhookEndpointRetrieve",
    answer: retrieve,
  }),
  route({
    method: "POST",
    path: `${path}/:id`,
    request: "WebhookEndpointUpdate",
    check: checkUpdate,
    answer: update,
  }),
  route({
    method: "DELETE",
    path: `${path}/:id`,
    request: "WebhookEndpointDelete",
    answer: remove,
  }),
]

const mostEndpoints = 16

const findWebhookEndpoint = findIn(
  (account) => account.webhookEndpoints,
  (id) => noSuch("webhook endpoint", id)
)

function checkCreate(call: Call<Stripe.WebhookEndpointCreateParams>): void {
  const { account, params } = call
  assertImitated(
    params,
    [
      "url",
      "enabled_events",
      "api_version",
      "description",
      "metadata",
      "expand",
    ],
    "of a webhook endpoint"
  )
  checkUrl(params.url)
  checkEnabledEvents(params.enabled_events)
  if (account.webhookEndpoints.size >= mostEndpoints) {
    throw invalidRequest(
      `You have reached the maximum of ${mostEndpoints} test webhook endpoints.`
    )
  }
  checkMetadata(params.metadata)
}

function checkUpdate({
  account,
  id,
  params,
}: Call<Stripe.WebhookEndpointUpdateParams>): void {
  checkUrl(params.url)
  checkEnabledEvents(params.enabled_events)
  const known = account.webhookEndpoints.get(id)?.endpoint
  checkMetadata(params.metadata, "metadata", known?.metadata ?? null)
}

/** Stripe accepts public URLs only; the emulator also local ones, because the shop runs on the same machine. */
export function checkUrl(url: string | undefined): void {
  if (url === undefined) {
    return
  }
  if (!/^https?:\/\//.test(url)) {
    throw badUrl(
      "Invalid URL: An explicit scheme (such as https) must be provided."
    )
  }
  if (!URL.canParse(url)) {
    throw badUrl("Not a valid URL")
  }
}

function badUrl(message: string): StripeError {
  return invalidRequest(message, { code: "url_invalid", param: "url" })
}

function checkEnabledEvents(events: readonly string[] | undefined): void {
  if (events?.includes("*") === true && events.length > 1) {
    throw invalidRequest(
      "`*` enables all events, so it must be the only element of `enabled_events`.",
      { param: "enabled_events" }
    )
  }
}

function create(call: Call<Stripe.WebhookEndpointCreateParams>) {
  const secret = newId.webhookSecret()
  const endpoint = openWebhookEndpoint(call, call.params, secret)
  // The only response that contains the secret.
  return { ...endpoint, secret }
}

export function openWebhookEndpoint(
  { account, emulator }: Context,
  params: Stripe.WebhookEndpointCreateParams,
  secret: string
): Stripe.WebhookEndpoint {
  const endpoint: Stripe.WebhookEndpoint = {
    id: newId.webhookEndpoint(),
    object: "webhook_endpoint",
    api_version: params.api_version ?? null,
    application: null,
    created: emulator.clock.now(),
    description:
      params.description === "" ? null : (params.description ?? null),
    enabled_events: params.enabled_events,
    livemode: false,
    metadata: emptyMetadata(params.metadata),
    status: "enabled",
    url: params.url,
  }
  account.webhookEndpoints.set(endpoint.id, { endpoint, secrets: [secret] })
  return endpoint
}

function retrieve({ account, id }: Call<unknown>) {
  return findWebhookEndpoint(account, id).endpoint
}

function list({ account, params }: Call<Stripe.WebhookEndpointListParams>) {
  const items = [...account.webhookEndpoints.values()].map(
    ({ endpoint }) => endpoint
  )
  return pageOf({ items, url: path, params, kind: "webhook endpoint" })
}

function update({
  account,
  id,
  params,
}: Call<Stripe.WebhookEndpointUpdateParams>) {
  const { endpoint } = findWebhookEndpoint(account, id)
  endpoint.url = params.url ?? endpoint.url
  endpoint.enabled_events = params.enabled_events ?? endpoint.enabled_events
  endpoint.metadata = mergeMetadata(endpoint.metadata, params.metadata)
  if (params.disabled !== undefined) {
    endpoint.status = params.disabled ? "disabled" : "enabled"
  }
  if (params.description !== undefined) {
    endpoint.description = params.description === "" ? null : params.description
  }
  return endpoint
}

function remove({ account, id }: Call<unknown>): Stripe.DeletedWebhookEndpoint {
  const { endpoint } = findWebhookEndpoint(account, id)
  account.webhookEndpoints.delete(endpoint.id)
  return { id: endpoint.id, object: "webhook_endpoint", deleted: true }
}
