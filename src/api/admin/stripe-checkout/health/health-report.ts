/**
 * How the plugin is doing, for whoever operates the store. The only place where the
 * admin waits for Stripe, and not for long.
 */

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { StripePaymentError } from "../../../../modules/stripe-checkout/domain/errors"
import {
  type EndpointFacts,
  findProblems,
} from "../../../../modules/stripe-checkout/domain/health"
import {
  isSameAddress,
  joinUrl,
} from "../../../../modules/stripe-checkout/domain/urls"
import {
  DEFAULT_ACCOUNT,
  providerIdOf,
} from "../../../../modules/stripe-checkout/options/schema"
import type { BacklogRow } from "../../../../modules/stripe-checkout/repositories/backlog"
import type { RunRow } from "../../../../modules/stripe-checkout/repositories/reconciliation-runs"
import type { EndpointSetup } from "../../../../modules/stripe-checkout/stripe/account-setup"
import { STRIPE_API_VERSION } from "../../../../modules/stripe-checkout/stripe/client"
import type { StripeGateway } from "../../../../modules/stripe-checkout/stripe/gateway"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../../../modules/stripe-checkout/stripe/time-budget"
import { HANDLED_EVENT_TYPES } from "../../../../modules/stripe-checkout/stripe/webhooks"
import { resolveModule } from "../../../../workflows/support/module"

export async function describeHealth(
  container: MedusaContainer
): Promise<HealthDescription> {
  const { accounts } = resolveModule(container)
  const described = await Promise.all(
    accounts.names().map((name) => describeAccount(container, name))
  )
  const isWell = described.every(({ problems }) => problems.length === 0)
  return {
    status: isWell ? "ok" : "attention",
    locking_provider: readLockingProvider(container),
    accounts: described,
  }
}

async function describeAccount(
  container: MedusaContainer,
  name: string
): Promise<AccountHealth> {
  const { accounts, backlog, options, runs } = resolveModule(container)
  const { gateway } = accounts.get(name)
  const expectedUrl = webhookUrl(options.backendUrl, name)
  const [setup, waiting, run] = await Promise.all([
    readSetup(gateway, expectedUrl),
    backlog.read(name),
    runs.newest(name),
  ])
  const { apiKey, isLiveMode } = gateway.account
  return {
    account: name,
    provider_id: providerIdOf(name),
    stripe_account_id: setup.accountId,
    key: {
      mode: isLiveMode ? "live" : "test",
      is_restricted: apiKey.startsWith("rk_"),
    },
    api_version: STRIPE_API_VERSION,
    webhook_endpoint: setup.endpoint,
    ...describeWork(waiting),
    last_run: run && describeRun(run),
    problems: findProblems({
      stripeError: setup.error,
      expectedUrl,
      expectedApiVersion: STRIPE_API_VERSION,
      endpoint: readEndpointFacts(setup.endpoint),
      dead: waiting.dead,
      openDiscrepancies: waiting.open_discrepancies,
      oldestUnprocessedAge: ageInSeconds(waiting.oldest_unprocessed_at),
      lastRunFailure: run?.status === "failed" ? run.reason : null,
      lastRunAge: run && (ageInSeconds(run.created_at) ?? 0) / 60,
      everyMinutes: options.reconcile.everyMinutes,
    }),
  }
}

interface Setup {
  readonly accountId: string | null
  readonly endpoint: EndpointHealth
  readonly error: string | null
}

async function readSetup(
  gateway: StripeGateway,
  expectedUrl: string
): Promise<Setup> {
  const limits = startTimeBudget(TIME_BUDGETS.deletePayment)
  const [accountId, endpoints] = await Promise.all([
    orFailure(gateway.setup.readAccountId(limits())),
    orFailure(gateway.setup.listEndpoints(limits())),
  ])
  const failures = [accountId, endpoints].filter(
    (answer) => answer instanceof StripePaymentError
  )
  // A key that may take payments need not be allowed to read the account.
  const serious = failures.find(
    ({ failure }) => failure.kind !== "not_permitted"
  )
  return {
    accountId: accountId instanceof StripePaymentError ? null : accountId,
    endpoint:
      endpoints instanceof StripePaymentError
        ? { expected_url: expectedUrl, state: "unknown" }
        : describeEndpoint(endpoints, expectedUrl),
    error: serious?.failure.message ?? null,
  }
}

async function orFailure<T>(call: Promise<T>): Promise<T | StripePaymentError> {
  try {
    return await call
  } catch (error) {
    if (error instanceof StripePaymentError) {
      return error
    }
    throw error
  }
}

function describeEndpoint(
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

function readEndpointFacts(
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

function webhookUrl(backendUrl: string, account: string): string {
  const suffix = account === DEFAULT_ACCOUNT ? "" : `/${account}`
  return joinUrl(backendUrl, `/hooks/stripe-checkout${suffix}`)
}

function describeWork(
  row: BacklogRow
): Pick<AccountHealth, "last_event" | "backlog" | "open_discrepancies"> {
  return {
    last_event: row.last_event_at && {
      received_at: row.last_event_at.toISOString(),
      type: row.last_event_type ?? "",
    },
    backlog: {
      events_received: row.received,
      events_failed: row.failed,
      events_dead: row.dead,
      requests_pending: row.pending,
      payments_overdue: row.overdue,
      oldest_unprocessed_at: row.oldest_unprocessed_at?.toISOString() ?? null,
    },
    open_discrepancies: row.open_discrepancies,
  }
}

function describeRun(run: RunRow): RunHealth {
  return {
    id: run.id,
    status: run.status,
    stage: run.stage,
    started_at: run.created_at.toISOString(),
    finished_at: run.finished_at?.toISOString() ?? null,
    payments_checked: run.payments_checked,
    repaired: run.repaired,
    open_discrepancies: run.open_discrepancies,
    reason: run.reason,
  }
}

/** Medusa does not say it officially; a wrong guess would be worse than none. */
function readLockingProvider(container: MedusaContainer): string {
  const locking = container.resolve<{ defaultProviderId?: unknown }>(
    Modules.LOCKING
  )
  const { defaultProviderId } = locking
  return typeof defaultProviderId === "string" ? defaultProviderId : "unknown"
}

function ageInSeconds(date: Date | null): number | null {
  return date && (Date.now() - date.getTime()) / 1000
}

/** What `GET /admin/stripe-checkout/health` answers. Points in time are ISO dates. */
export interface HealthDescription {
  readonly status: "ok" | "attention"
  /** Medusa's locking provider, e.g. `in-memory` or `locking-redis`. */
  readonly locking_provider: string
  readonly accounts: readonly AccountHealth[]
}

export interface AccountHealth {
  readonly account: string
  readonly provider_id: string
  /** Null when Stripe does not answer, or the key may not read it. */
  readonly stripe_account_id: string | null
  readonly key: {
    readonly mode: "live" | "test"
    readonly is_restricted: boolean
  }
  /** The version of Stripe's API that the plugin speaks. */
  readonly api_version: string
  readonly webhook_endpoint: EndpointHealth
  /** The newest that Stripe sent to the webhook; what sweeps read does not count. */
  readonly last_event: {
    readonly received_at: string
    readonly type: string
  } | null
  readonly backlog: {
    readonly events_received: number
    readonly events_failed: number
    readonly events_dead: number
    readonly requests_pending: number
    readonly payments_overdue: number
    readonly oldest_unprocessed_at: string | null
  }
  readonly open_discrepancies: number
  readonly last_run: RunHealth | null
  /** One sentence each, with what to do. */
  readonly problems: readonly string[]
}

export type EndpointHealth =
  | {
      readonly expected_url: string
      /** `unknown`: the key may not list webhook endpoints, or Stripe is silent. */
      readonly state: "unknown" | "missing"
    }
  | {
      readonly expected_url: string
      readonly state: "enabled" | "disabled"
      readonly id: string
      readonly api_version: string | null
      readonly missing_events: readonly string[]
    }

export interface RunHealth {
  readonly id: string
  readonly status: "running" | "succeeded" | "failed"
  readonly stage: string
  readonly started_at: string
  readonly finished_at: string | null
  readonly payments_checked: number
  readonly repaired: number
  readonly open_discrepancies: number
  readonly reason: string | null
}
