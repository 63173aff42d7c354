/**
 * Whether the plugin works, for the store's operator. The only place where the admin
 * waits for Stripe, within a short time budget.
 */

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { StripePaymentError } from "../../../../modules/stripe-checkout/domain/errors"
import { findProblems } from "../../../../modules/stripe-checkout/domain/health"
import { sentenceOf } from "../../../../modules/stripe-checkout/domain/reasons/reason"
import { providerIdOf } from "../../../../modules/stripe-checkout/options/schema"
import type { BacklogRow } from "../../../../modules/stripe-checkout/repositories/backlog"
import { STRIPE_API_VERSION } from "../../../../modules/stripe-checkout/stripe/client"
import type { StripeGateway } from "../../../../modules/stripe-checkout/stripe/gateway"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../../../modules/stripe-checkout/stripe/time-budget"
import { resolveModule } from "../../../../workflows/support/module"
import { loadOrderPolicy } from "../../../../workflows/support/order-policy"
import { describeRun } from "./describe-run"
import {
  describeEndpoint,
  readEndpointFacts,
  webhookUrl,
} from "./endpoint-health"
import type {
  AccountHealth,
  CoreHealth,
  EndpointHealth,
  HealthDescription,
} from "./responses"

export async function describeHealth(
  container: MedusaContainer
): Promise<HealthDescription> {
  const { accounts } = resolveModule(container)
  const described = await Promise.all(
    accounts.names().map((name) => describeAccount(container, name))
  )
  const isHealthy = described.every(({ problems }) => problems.length === 0)
  return {
    status: isHealthy ? "ok" : "attention",
    locking_provider: readLockingProvider(container),
    core: await describeCore(container),
    accounts: described,
  }
}

async function describeCore(container: MedusaContainer): Promise<CoreHealth> {
  const { coreRepairs } = await loadOrderPolicy(container)
  const { selfCheck } = resolveModule(container)
  return {
    ...selfCheck.describe(),
    repairs: coreRepairs,
    failures: selfCheck.failures,
  }
}

async function describeAccount(
  container: MedusaContainer,
  name: string
): Promise<AccountHealth> {
  const { accounts, backlog, options, runs, selfCheck } =
    resolveModule(container)
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
      coreFailures: selfCheck.failures,
      areRepairsOff: !selfCheck.canRepair,
      stripeError: setup.error,
      expectedUrl,
      expectedApiVersion: STRIPE_API_VERSION,
      endpoint: readEndpointFacts(setup.endpoint),
      dead: waiting.dead,
      openDiscrepancies: waiting.open_discrepancies,
      failing: {
        count: waiting.failing,
        reason: waiting.failing_reason && sentenceOf(waiting.failing_reason),
      },
      overdue: waiting.overdue,
      notPlaceable: {
        count: waiting.not_placeable,
        reason:
          waiting.not_placeable_reason &&
          sentenceOf(waiting.not_placeable_reason),
      },
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
  // A restricted key that can take payments may lack the permission to read the account.
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
      payments_failing: row.failing,
      payments_not_placeable: row.not_placeable,
      oldest_unprocessed_at: row.oldest_unprocessed_at?.toISOString() ?? null,
    },
    open_discrepancies: row.open_discrepancies,
  }
}

/** Not part of Medusa's documented API, so it may be missing; then it is not guessed. */
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
