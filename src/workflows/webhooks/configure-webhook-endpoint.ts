import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { hashOf } from "../../modules/stripe-checkout/domain/checkout/purchase"
import { StripePaymentError } from "../../modules/stripe-checkout/domain/errors"
import { webhookEndpointKey } from "../../modules/stripe-checkout/domain/idempotency-keys"
import {
  compareEndpoint,
  type EndpointAuthor,
  endpointsOf,
  type EndpointSetup,
  type ExpectedEndpoint,
  needsUpdate,
  refuseAddress,
  refuseRetiring,
} from "../../modules/stripe-checkout/domain/webhook-endpoint"
import { DEFAULT_ACCOUNT } from "../../modules/stripe-checkout/options/schema"
import { STRIPE_API_BASE } from "../../modules/stripe-checkout/options/secret-rules"
import type { StripeGateway } from "../../modules/stripe-checkout/stripe/gateway"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { resolveModule } from "../support/module"
import {
  addressRefused,
  refusedByStripe,
  retiringRefused,
} from "./endpoint-refusals"
import { expectedEndpoint } from "./expected-endpoint"

export interface ConfigureWebhookEndpointInput {
  /** The account's name in the options; without it, the first one. */
  account?: string
  /**
   * - `repair`, the default, creates the endpoint where there is none, and corrects one that
   *   is disabled or sends other events. One of another API version gets a replacement.
   * - `rotate` creates a second endpoint with a new signing secret. Both work.
   * - `retire` deletes all but the newest, once the store accepts what that one signs.
   */
  action?: "repair" | "rotate" | "retire"
  /** The user's id, which is kept in the endpoint's metadata at Stripe. */
  actor?: string
}

export interface ConfigureWebhookEndpointResult {
  account: string
  /** `replaced`: there is a new one beside the old one, which is to be retired. */
  outcome: "unchanged" | "created" | "updated" | "replaced" | "retired"
  endpoint_id: string
  url: string
  /**
   * What belongs in `STRIPE_WEBHOOK_SECRET`, only where an endpoint was created: Stripe
   * shows it once, and the plugin keeps it nowhere.
   */
  signing_secret: string | null
  retired_endpoint_ids: string[]
}

interface Context {
  readonly account: string
  readonly gateway: StripeGateway
  readonly secrets: readonly string[]
  readonly isStripe: boolean
  readonly expected: ExpectedEndpoint
  /** Those of the address, newest first. */
  readonly found: readonly EndpointSetup[]
  readonly author: EndpointAuthor
}

const configureWebhookEndpointAtStripeStep = createStep(
  "configure-webhook-endpoint-at-stripe",
  async (input: ConfigureWebhookEndpointInput, { container }) => {
    try {
      const context = await load(container, input)
      return new StepResponse(await ACTIONS[input.action ?? "repair"](context))
    } catch (error) {
      throw error instanceof StripePaymentError ? refusedByStripe(error) : error
    }
  }
)

async function load(
  container: MedusaContainer,
  { account = DEFAULT_ACCOUNT, actor }: ConfigureWebhookEndpointInput
): Promise<Context> {
  const { accounts, options } = resolveModule(container)
  const { gateway, webhookSecrets } = accounts.get(account)
  const expected = expectedEndpoint(options, account)
  const endpoints = await gateway.setup.listEndpoints(newLimits()())
  return {
    account,
    gateway,
    secrets: webhookSecrets,
    isStripe: options.apiBase === STRIPE_API_BASE,
    expected,
    found: endpointsOf(endpoints, expected.url),
    author: { actor: actor ?? null, at: new Date().toISOString() },
  }
}

const ACTIONS = { repair, rotate, retire }

async function repair(
  context: Context
): Promise<ConfigureWebhookEndpointResult> {
  const { author, expected, found, gateway } = context
  const [newest] = found
  if (!newest || isUnfinished(newest)) {
    return create(context)
  }
  const differences = compareEndpoint(newest, expected)
  if (differences.otherVersion !== null) {
    return create(context)
  }
  const isUpdated = needsUpdate(differences)
  if (isUpdated) {
    await gateway.setup.correctEndpoint(
      newest.id,
      { author, expected },
      newLimits()()
    )
  }
  return describe(context, {
    outcome: isUpdated ? "updated" : "unchanged",
    endpoint_id: newest.id,
  })
}

function rotate(context: Context): Promise<ConfigureWebhookEndpointResult> {
  return create(context)
}

async function retire(
  context: Context
): Promise<ConfigureWebhookEndpointResult> {
  const { author, found, gateway, secrets } = context
  const refusal = refuseRetiring(found, secrets)
  const [newest, ...older] = found
  if (refusal || !newest) {
    throw retiringRefused(refusal ?? "only_one")
  }
  const limits = newLimits()
  // First: what fails afterwards can be repeated.
  await gateway.setup.signEndpoint(newest.id, author, limits())
  for (const { id } of older) {
    await gateway.setup.deleteEndpoint(id, limits())
  }
  return describe(context, {
    outcome: "retired",
    endpoint_id: newest.id,
    retired_endpoint_ids: older.map(({ id }) => id),
  })
}

/**
 * One whose secret was lost with Stripe's answer is created once more under its own key:
 * Stripe answers the same one, with the secret.
 */
async function create(
  context: Context
): Promise<ConfigureWebhookEndpointResult> {
  const { account, author, expected, found, gateway, isStripe } = context
  const refusal = refuseAddress(expected.url, {
    isLiveMode: gateway.account.isLiveMode,
    isStripe,
  })
  if (refusal) {
    throw addressRefused(refusal, expected.url)
  }
  const others = found.filter((endpoint) => !isUnfinished(endpoint))
  const { endpoint, secret } = await gateway.setup.createEndpoint(
    expected,
    {
      author,
      idempotencyKey: webhookEndpointKey(
        account,
        hashOf([expected, others.map(({ id }) => id).sort()])
      ),
    },
    newLimits()
  )
  return describe(context, {
    outcome: others.length ? "replaced" : "created",
    endpoint_id: endpoint.id,
    signing_secret: secret,
  })
}

function isUnfinished({ isOurs, secretFingerprint }: EndpointSetup): boolean {
  return isOurs && secretFingerprint === null
}

function describe(
  { account, expected }: Context,
  result: Pick<ConfigureWebhookEndpointResult, "outcome" | "endpoint_id"> &
    Partial<ConfigureWebhookEndpointResult>
): ConfigureWebhookEndpointResult {
  return {
    account,
    url: expected.url,
    signing_secret: null,
    retired_endpoint_ids: [],
    ...result,
  }
}

function newLimits() {
  return startTimeBudget(TIME_BUDGETS.payRoute)
}

/**
 * Makes Stripe send this store's webhooks as the plugin needs them: address, events, API
 * version, enabled. Running it again changes nothing.
 *
 * Rotating the signing secret takes two runs: `rotate`, then, with both secrets in
 * `STRIPE_WEBHOOK_SECRET` and Medusa restarted, `retire`. No event is lost in between.
 *
 * @returns what was done, with the signing secret of an endpoint that was created.
 * @throws MedusaError `MedusaError.Types.NOT_FOUND` when there is no such account,
 * `MedusaError.Types.NOT_ALLOWED` when Stripe could not reach the address or the older
 * endpoint is still needed; or Stripe's refusal, such as a missing permission.
 * @example
 * import { configureWebhookEndpointWorkflow } from "medusa-payment-stripe-checkout/workflows"
 *
 * const { result } = await configureWebhookEndpointWorkflow(container).run({ input: {} })
 */
export const configureWebhookEndpointWorkflow = createWorkflow(
  "configure-webhook-endpoint",
  (input: ConfigureWebhookEndpointInput) =>
    new WorkflowResponse(configureWebhookEndpointAtStripeStep(input))
)
