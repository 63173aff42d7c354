/**
 * Whether the plugin works, for the store's operator. The only place where the admin
 * waits for Stripe, within a short time budget.
 */

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { findProblems } from "../../../../modules/stripe-checkout/domain/health"
import { sentenceOfProblem } from "../../../../modules/stripe-checkout/domain/health-problems"
import {
  type Reason,
  sentenceOf,
} from "../../../../modules/stripe-checkout/domain/reasons/reason"
import {
  DEFAULT_ACCOUNT,
  providerIdOf,
} from "../../../../modules/stripe-checkout/options/schema"
import type { BacklogRow } from "../../../../modules/stripe-checkout/repositories/backlog"
import { findUnknownMarketIds } from "../../../../workflows/medusa/unknown-market-ids"
import { resolveModule } from "../../../../workflows/support/module"
import { loadOrderPolicy } from "../../../../workflows/support/order-policy"
import { expectedEndpoint } from "../../../../workflows/webhooks/expected-endpoint"
import { readAccount } from "../../../../workflows/webhooks/read-account"
import { describeRun } from "./describe-run"
import { describeEndpoint, readEndpointFacts } from "./endpoint-health"
import type { AccountHealth, CoreHealth, HealthDescription } from "./responses"

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
  const { accounts, backlog, currentSettings, options, runs, selfCheck } =
    resolveModule(container)
  const { gateway } = accounts.get(name)
  const expected = expectedEndpoint(options, name)
  const [settings, setup, waiting, run, unknownMarketIds] = await Promise.all([
    currentSettings.read(),
    readAccount(gateway),
    backlog.read(name),
    runs.newest(name),
    // Said once, with the top level's account.
    name === DEFAULT_ACCOUNT ? findUnknownMarketIds(container) : [],
  ])
  const endpoint = describeEndpoint(setup.endpoints, expected)
  const { apiKey, isLiveMode } = gateway.account
  const problems = findProblems({
    settingsProblem: settings.problems[0]?.message ?? null,
    unknownMarketIds,
    coreFailures: selfCheck.failures,
    areRepairsOff: !selfCheck.canRepair,
    stripeError: setup.error,
    secondsAhead: gateway.clock.secondsAhead,
    expectedUrl: expected.url,
    expectedApiVersion: expected.apiVersion,
    endpoint: readEndpointFacts(endpoint),
    dead: waiting.dead,
    openDiscrepancies: waiting.open_discrepancies,
    failing: {
      count: waiting.failing,
      reason: sentenceOrNull(waiting.failing_reason),
    },
    overdue: waiting.overdue,
    notPlaceable: {
      count: waiting.not_placeable,
      reason: sentenceOrNull(waiting.not_placeable_reason),
    },
    oldestUnprocessedAge: ageInSeconds(waiting.oldest_unprocessed_at),
    lastRunFailure: run?.status === "failed" ? run.reason : null,
    lastRunAge: run && (ageInSeconds(run.created_at) ?? 0) / 60,
    everyMinutes: options.reconcile.everyMinutes,
  })
  return {
    account: name,
    provider_id: providerIdOf(name),
    stripe_account_id: setup.accountId,
    key: {
      mode: isLiveMode ? "live" : "test",
      is_restricted: apiKey.startsWith("rk_"),
    },
    api_version: expected.apiVersion,
    webhook_endpoint: endpoint,
    ...describeWork(waiting),
    last_run: run && describeRun(run),
    problems: problems.map(sentenceOfProblem),
    problem_details: problems.map((problem) => ({
      ...problem,
      message: sentenceOfProblem(problem),
    })),
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
      payments_pending: row.payments_pending,
      oldest_payment_pending_at: row.oldest_pending_at?.toISOString() ?? null,
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

function sentenceOrNull(reason: Reason | null): string | null {
  return reason && sentenceOf(reason)
}

function ageInSeconds(date: Date | null): number | null {
  return date && (Date.now() - date.getTime()) / 1000
}
