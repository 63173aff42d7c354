/**
 * The responses of the routes for reconciliation runs. Types only, and none that import the
 * server's code, because the admin is compiled with them.
 */
import type { RunHealth } from "../health/responses"
import type { PaymentReference } from "../references/responses"

/** What `GET /admin/stripe-checkout/runs` answers; newest first. */
export interface RunsAnswer {
  readonly runs: readonly RunDescription[]
  readonly limit: number
  /** For the next page; null on the last one. */
  readonly next_cursor: string | null
  /** What the list can be filtered by. */
  readonly filters: { readonly accounts: readonly string[] }
}

export interface RunDescription extends RunHealth {
  /** The Stripe account's name in the options. */
  readonly account: string
  /** The user's id; null where the run was due. */
  readonly requested_by: string | null
  /** Requested, and not taken up by a worker yet. */
  readonly is_waiting: boolean
}

/** What `POST /admin/stripe-checkout/runs` answers: 202, or 409 when none was started. */
export interface StartedRunsAnswer {
  readonly runs: readonly {
    readonly account: string
    /**
     * `continued`: one that was interrupted goes on now; `running`: another one is running, so
     * no other is started.
     */
    readonly outcome: "started" | "continued" | "running"
    readonly run: RunDescription
  }[]
}

/** What it answers with `dry_run`: what a run would check now. Nothing was synchronized. */
export interface DryRunAnswer {
  /** The user's id. No row is kept, so this answer alone says it. */
  readonly requested_by: string
  /** ISO date. */
  readonly requested_at: string
  readonly accounts: readonly {
    readonly account: string
    readonly stages: readonly DryRunStage[]
  }[]
}

export interface DryRunStage {
  readonly stage: string
  /** Payments that would be synchronized. */
  readonly count: number
  /** There are more: a run checks no more than these at once, and a dry run reads no further. */
  readonly has_more: boolean
  /** At most 50. */
  readonly examples: readonly PaymentReference[]
  /** Why it could not be said, in English; null where it could. */
  readonly failure: string | null
}
