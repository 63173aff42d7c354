import type { SelfCheckHealth } from "../../../../modules/stripe-checkout/domain/health"
import type { HealthProblem } from "../../../../modules/stripe-checkout/domain/health-problems"

/** What `GET /admin/stripe-checkout/health` answers. Points in time are ISO dates. */
export interface HealthDescription {
  readonly status: "ok" | "attention"
  /** Medusa's locking provider, e.g. `in-memory` or `locking-redis`. */
  readonly locking_provider: string
  readonly core: CoreHealth
  readonly accounts: readonly AccountHealth[]
}

/** Whether this Medusa is as the plugin knows it, and what follows from that. */
export interface CoreHealth extends SelfCheckHealth {
  /** Of rows that core left half written. `report` also where the option says `on` and the self-check failed. */
  readonly repairs: "on" | "report"
  /** How this Medusa differs from what the plugin knows; one sentence each. */
  readonly failures: readonly string[]
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
  /** The version of Stripe's API that the plugin uses. */
  readonly api_version: string
  readonly webhook_endpoint: EndpointHealth
  /** The newest event that Stripe sent to the webhook. Events that sweeps read do not count. */
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
    /** Their synchronization has been failing for more than five minutes; others than the next. */
    readonly payments_failing: number
    /** Paid, and Medusa could not place the order. */
    readonly payments_not_placeable: number
    /** Of orders that were placed before a bank has decided. Nothing is wrong with them. */
    readonly payments_pending: number
    readonly oldest_payment_pending_at: string | null
    readonly oldest_unprocessed_at: string | null
  }
  readonly open_discrepancies: number
  readonly last_run: RunHealth | null
  /** One sentence each, with what to do. */
  readonly problems: readonly string[]
  /** The same for programs and translations. */
  readonly problem_details: readonly ProblemDescription[]
}

export interface ProblemDescription extends HealthProblem {
  /** One sentence or more in English, with what to do. */
  readonly message: string
}

export type EndpointHealth =
  | {
      readonly expected_url: string
      /** `unknown`: the key may not list webhook endpoints, or Stripe does not answer. */
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
