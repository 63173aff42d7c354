/**
 * How the set-up and the work of one account are judged. Pure.
 */
import type {
  HealthProblem,
  ProblemCode,
  ProblemParams,
} from "./health-problems"

export interface HealthFacts {
  /** How this Medusa differs from what the plugin knows; one sentence each. */
  readonly coreFailures: readonly string[]
  /** Whether these differences turn repairs off. */
  readonly areRepairsOff: boolean
  /** Why the settings that were changed in the admin do not apply; null where they do. */
  readonly settingsProblem: string | null
  /** Regions and sales channels that the options name and Medusa does not have. */
  readonly unknownMarketIds: readonly string[]
  /** Null when Stripe answers; otherwise why it does not. */
  readonly stripeError: string | null
  /** Seconds that this server's clock is ahead of Stripe's; negative where it is behind. */
  readonly secondsAhead: number
  readonly expectedUrl: string
  readonly expectedApiVersion: string
  /** Null when the key may not list endpoints. */
  readonly endpoint: EndpointFacts | "missing" | null
  readonly dead: number
  readonly openDiscrepancies: number
  /** Payments that cannot be synchronized, and why the longest one cannot. */
  readonly failing: { readonly count: number; readonly reason: string | null }
  /** Payments that are overdue by more than a minute. */
  readonly overdue: number
  /** Paid carts whose order Medusa could not place, and why the oldest one could not. */
  readonly notPlaceable: {
    readonly count: number
    readonly reason: string | null
  }
  /** Seconds. */
  readonly oldestUnprocessedAge: number | null
  /** Minutes; null when no sweep ever ran. */
  readonly lastRunAge: number | null
  /** Why the last sweep was incomplete; null when it was not, or is still running. */
  readonly lastRunFailure: string | null
  readonly everyMinutes: number
}

export interface EndpointFacts {
  readonly isEnabled: boolean
  readonly apiVersion: string | null
  readonly missingEvents: readonly string[]
}

export type CheckName =
  | "statements"
  | "methods"
  | "columns"
  | "events"
  | "executions"
  | "order_changes"
  | "summaries"
  | "lock"
  | "async_context"
  | "recorded_moves"

/** `pending`: not checked yet; some checks need the job that runs every minute. */
export type CheckState = "ok" | "failed" | "pending"

/** What the self-check says about this Medusa. */
export interface SelfCheckHealth {
  /** Null where Medusa does not say. */
  readonly medusa_version: string | null
  /** The oldest and the newest version that the plugin was tested with. */
  readonly tested_versions: string
  readonly is_tested: boolean
  readonly checks: readonly {
    readonly name: CheckName
    readonly state: CheckState
  }[]
}

/** Longer than a busy shop needs for an event, shorter than a merchant's patience. */
const STALE_SECONDS = 300

/** Stripe refuses what is five minutes off. */
const WRONG_CLOCK_SECONDS = 120

/** A burst may leave a few behind for the next tick. */
const OVERDUE_LIMIT = 20

/** @returns none when all is well. */
export function findProblems(facts: HealthFacts): HealthProblem[] {
  return [
    ...findOwnProblems(facts),
    ...findEndpointProblems(facts),
    ...findWorkProblems(facts),
  ]
}

function findOwnProblems({
  coreFailures,
  areRepairsOff,
  secondsAhead,
  settingsProblem,
  stripeError,
  unknownMarketIds,
}: HealthFacts): HealthProblem[] {
  return [
    ...when(
      coreFailures.length > 0,
      areRepairsOff ? "core_differs_repairs_off" : "core_differs",
      { reason: coreFailures.join(" ") }
    ),
    ...when(settingsProblem !== null, "settings_invalid", {
      reason: settingsProblem ?? "",
    }),
    ...when(unknownMarketIds.length > 0, "market_unknown", {
      ids: unknownMarketIds.join(", "),
    }),
    ...when(stripeError !== null, "stripe_error", {
      reason: stripeError ?? "",
    }),
    ...when(Math.abs(secondsAhead) > WRONG_CLOCK_SECONDS, "clock_wrong", {
      minutes: Math.round(Math.abs(secondsAhead) / 60),
    }),
  ]
}

function findEndpointProblems({
  endpoint,
  expectedUrl,
  expectedApiVersion: expected,
}: HealthFacts): HealthProblem[] {
  if (endpoint === null) {
    return []
  }
  if (endpoint === "missing") {
    return [{ code: "endpoint_missing", params: { url: expectedUrl } }]
  }
  const { isEnabled, apiVersion: version, missingEvents } = endpoint
  return [
    ...when(!isEnabled, "endpoint_disabled"),
    ...when(missingEvents.length > 0, "endpoint_events_missing", {
      events: missingEvents.join(", "),
    }),
    ...when(
      version !== null && version !== expected,
      "endpoint_other_version",
      { version: version ?? "", expected }
    ),
  ]
}

function findWorkProblems(facts: HealthFacts): HealthProblem[] {
  const { dead, failing, notPlaceable, openDiscrepancies, overdue } = facts
  return [
    ...when(dead > 0, "events_dead", { number: dead }),
    ...when(openDiscrepancies > 0, "discrepancies_open", {
      number: openDiscrepancies,
    }),
    ...when(notPlaceable.count > 0, "not_placeable", counted(notPlaceable)),
    ...when(failing.count > 0, "payments_failing", counted(failing)),
    ...when(overdue > OVERDUE_LIMIT, "payments_overdue", { number: overdue }),
    ...when(
      (facts.oldestUnprocessedAge ?? 0) > STALE_SECONDS,
      "events_waiting"
    ),
    ...findJobProblem(facts),
  ]
}

function findJobProblem({
  lastRunAge,
  lastRunFailure,
  everyMinutes,
}: HealthFacts): HealthProblem[] {
  if (lastRunAge === null) {
    return [{ code: "sweep_never", params: {} }]
  }
  if (lastRunFailure !== null) {
    const params = { reason: lastRunFailure, minutes: everyMinutes }
    return [{ code: "sweep_incomplete", params }]
  }
  return when(lastRunAge > 3 * everyMinutes, "sweep_late", {
    minutes: Math.round(lastRunAge),
  })
}

function when(
  isProblem: boolean,
  code: ProblemCode,
  params: ProblemParams = {}
): HealthProblem[] {
  return isProblem ? [{ code, params }] : []
}

function counted({
  count,
  reason,
}: {
  readonly count: number
  readonly reason: string | null
}): ProblemParams {
  return { number: count, reason: reason ?? "" }
}
