/**
 * What is wrong with the set-up or the work of one account, in words that say what to
 * do. Pure.
 */

export interface HealthFacts {
  /** How this Medusa differs from what the plugin knows; one sentence each. */
  readonly coreFailures: readonly string[]
  /** Because of them. */
  readonly areRepairsOff: boolean
  /** Null when Stripe answers; otherwise why it does not. */
  readonly stripeError: string | null
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

/** What the self-check says about the Medusa that this is. */
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

/** A burst may leave a few behind for the next tick. */
const OVERDUE_LIMIT = 20

/** @returns one sentence per problem; none when all is well. */
export function findProblems(facts: HealthFacts): string[] {
  return [
    ...findCoreProblem(facts),
    ...findStripeProblem(facts),
    ...findEndpointProblems(facts),
    ...findWorkProblems(facts),
  ]
}

function findCoreProblem({
  coreFailures,
  areRepairsOff,
}: HealthFacts): string[] {
  return coreFailures.length
    ? [
        `This Medusa differs from what the plugin knows: ${coreFailures.join(" ")} ${areRepairsOff ? "Repairs are off until the plugin is updated." : "Update the plugin."}`,
      ]
    : []
}

function findStripeProblem({ stripeError }: HealthFacts): string[] {
  return stripeError === null ? [] : [stripeError]
}

function findEndpointProblems({
  endpoint,
  expectedUrl,
  expectedApiVersion,
}: HealthFacts): string[] {
  if (endpoint === null) {
    return []
  }
  if (endpoint === "missing") {
    return [
      `No webhook endpoint at Stripe points to ${expectedUrl}. Add one in Stripe's Dashboard; until then orders wait for the shopper's return or the sweep.`,
    ]
  }
  const { isEnabled, apiVersion, missingEvents } = endpoint
  return [
    ...(isEnabled
      ? []
      : [
          "The webhook endpoint is disabled at Stripe. Enable it in Stripe's Dashboard, and see there why its deliveries failed.",
        ]),
    ...(missingEvents.length
      ? [
          `The webhook endpoint does not send ${missingEvents.join(", ")}. Select these events in Stripe's Dashboard.`,
        ]
      : []),
    ...(apiVersion === null || apiVersion === expectedApiVersion
      ? []
      : [
          `The webhook endpoint sends events of Stripe's API version ${apiVersion}; the plugin is made for ${expectedApiVersion}.`,
        ]),
  ]
}

function findWorkProblems(facts: HealthFacts): string[] {
  const { dead, openDiscrepancies, oldestUnprocessedAge } = facts
  return [
    ...(dead > 0
      ? [
          `Dead events: ${dead}. They failed too often and are no longer retried. Replay them once the cause is fixed.`,
        ]
      : []),
    ...(openDiscrepancies > 0
      ? [
          `Discrepancies between Medusa and Stripe that need manual review: ${openDiscrepancies}. The card of each order, and the table stripe_checkout_discrepancy, say what to do.`,
        ]
      : []),
    ...findPaymentProblems(facts),
    ...((oldestUnprocessedAge ?? 0) > STALE_SECONDS
      ? [
          "Events have been waiting for more than five minutes. The log says why; they are retried automatically.",
        ]
      : []),
    ...findJobProblem(facts),
  ]
}

function findPaymentProblems({
  failing,
  notPlaceable,
  overdue,
}: HealthFacts): string[] {
  return [
    ...(notPlaceable.count > 0
      ? [
          `Paid carts whose order could not be placed: ${notPlaceable.count}. ${notPlaceable.reason ?? "The log says why."} Remove the cause, for example restock; each is retried automatically. GET /admin/stripe-checkout/payments-without-order lists them; POST to …/:payment_session_id/retry places one at once, and …/release releases its hold.`,
        ]
      : []),
    ...(failing.count > 0
      ? [
          `Payments that cannot be synchronized: ${failing.count}. ${failing.reason ?? "The log says why."} Requests for these payments stay pending.`,
        ]
      : []),
    ...(overdue > OVERDUE_LIMIT
      ? [
          `Payments whose synchronization is overdue: ${overdue}. The job that runs every minute needs an instance in worker mode shared or worker.`,
        ]
      : []),
  ]
}

function findJobProblem({
  lastRunAge,
  lastRunFailure,
  everyMinutes,
}: HealthFacts): string[] {
  if (lastRunAge === null) {
    return [
      "The reconciliation has never run. It needs an instance in worker mode shared or worker.",
    ]
  }
  if (lastRunFailure !== null) {
    return [
      `The last sweep was incomplete: ${lastRunFailure} The next one starts within ${everyMinutes} minutes.`,
    ]
  }
  return lastRunAge > 3 * everyMinutes
    ? [
        `The reconciliation last ran ${Math.round(lastRunAge)} minutes ago. It needs an instance in worker mode shared or worker.`,
      ]
    : []
}
