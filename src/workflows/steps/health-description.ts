/** What `GET /admin/stripe-checkout/health` answers. Points in time are ISO dates. */
export interface HealthDescription {
  readonly status: "ok" | "attention"
  /** Medusa's locking provider, e.g. `in-memory` or `locking-redis`. */
  readonly lock_mode: string
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
    readonly operations_wanted: number
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
  readonly status: "running" | "done" | "failed"
  readonly stage: string
  readonly started_at: string
  readonly finished_at: string | null
  readonly looked_at: number
  readonly repaired: number
  readonly open_findings: number
  readonly reason: string | null
}
