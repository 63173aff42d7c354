/**
 * The sweeps of the reconciliation. One at a time per account: a run is leased like a
 * purchase, and a run whose worker died is resumed where it stopped.
 */
import { LEASE_SECONDS } from "./leases"
import { type Batch, removeBatch } from "./remove-batch"
import type { SqlRunner } from "./sql"

export interface RunRow {
  readonly id: string
  readonly stripe_account: string
  readonly status: "running" | "succeeded" | "failed"
  /** The user who requested it; null where it was due. */
  readonly actor: string | null
  /** Seconds since 1970, of the newest event that was read. */
  readonly events_until: number | null
  /** Seconds since 1970, when Stripe's objects were last read to the end. */
  readonly objects_until: number | null
  /**
   * Seconds since 1970, up to when Medusa's rows were compared before this run; null compares
   * those of the whole window.
   */
  readonly changes_until: number | null
  readonly stage: string
  /** How often a worker lost the run in this stage. */
  readonly stage_interruptions: number
  readonly payments_checked: number
  readonly repaired: number
  readonly open_discrepancies: number
  readonly reason: string | null
  readonly lease_fence: number
  readonly created_at: Date
  readonly finished_at: Date | null
}

export interface RunRequest {
  readonly id: string
  readonly account: string
  readonly owner: string
  readonly firstStage: string
  /** Zero starts one now, and compares the rows of the whole window. */
  readonly everyMinutes: number
}

export interface RunProgress {
  readonly stage?: string
  readonly eventsUntil?: number
  readonly objectsUntil?: number
  /** A stage found more than it could name. */
  readonly foundMore?: boolean
  readonly paymentsChecked?: number
  readonly repaired?: number
  readonly openDiscrepancies?: number
}

export class RunLostError extends Error {
  constructor(run: RunRow) {
    super(`Another worker has taken over the sweep ${run.id}.`)
    this.name = "RunLostError"
  }
}

export class ReconciliationRuns {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /**
   * The sweep to work on now: one that was interrupted or requested, or a new one when it is
   * due.
   *
   * @returns null when none is due, or another instance is running it.
   */
  async take(request: RunRequest): Promise<RunRow | null> {
    const { account, owner } = request
    const [interrupted] = await this.sql<RunRow>(
      `update stripe_checkout_run
          set lease_owner = ?, lease_fence = lease_fence + 1,
              stage_interruptions = stage_interruptions
                                    + case when lease_owner is null then 0 else 1 end,
              lease_until = now() + ? * interval '1 second', updated_at = now()
        where id = (select id from stripe_checkout_run
                     where stripe_account = ? and status = 'running' and lease_until < now()
                       and deleted_at is null
                     order by created_at limit 1 for update skip locked)
        returning *`,
      [owner, LEASE_SECONDS, account]
    )
    return interrupted ?? this.start(request)
  }

  /**
   * Two instances may start at once; the index allows only one run per account. Each run
   * begins with what the newest one had reached.
   */
  private async start(request: RunRequest): Promise<RunRow | null> {
    const { id, account, owner, firstStage, everyMinutes } = request
    const [started] = await this.sql<RunRow>(
      `insert into stripe_checkout_run
         (id, stripe_account, stage, events_until, objects_until, changes_until,
          lease_owner, lease_fence, lease_until)
       select ?, account, ?, newest.events_until, newest.objects_until,
              case when ?::boolean then null else newest.changes_until end,
              ?, 1, now() + ? * interval '1 second'
         from (select ?::text as account) input
         left join lateral (
           select * from stripe_checkout_run
            where stripe_account = account and deleted_at is null
            order by created_at desc limit 1
         ) newest on true
        where newest.id is null
           or (newest.status <> 'running'
               and newest.created_at <= now() - ? * interval '1 minute')
       on conflict (stripe_account) where status = 'running' and deleted_at is null do nothing
       returning *`,
      [
        id,
        firstStage,
        everyMinutes === 0,
        owner,
        LEASE_SECONDS,
        account,
        everyMinutes,
      ]
    )
    return started ?? null
  }

  /** Adds to the counts and keeps the lease. @throws RunLostError */
  async progress(run: RunRow, progress: RunProgress): Promise<void> {
    const rows = await this.sql(
      `update stripe_checkout_run
          set stage = coalesce(?::text, stage),
              stage_interruptions = case when coalesce(?::text, stage) = stage
                                         then stage_interruptions else 0 end,
              found_more = found_more or ?::boolean,
              events_until = greatest(events_until, ?::integer),
              objects_until = greatest(objects_until, ?::integer),
              payments_checked = payments_checked + ?, repaired = repaired + ?,
              open_discrepancies = open_discrepancies + ?,
              lease_until = now() + ? * interval '1 second', updated_at = now()
        where id = ? and lease_fence = ?
        returning id`,
      [
        progress.stage ?? null,
        progress.stage ?? null,
        progress.foundMore ?? false,
        progress.eventsUntil ?? null,
        progress.objectsUntil ?? null,
        progress.paymentsChecked ?? 0,
        progress.repaired ?? 0,
        progress.openDiscrepancies ?? 0,
        LEASE_SECONDS,
        run.id,
        run.lease_fence,
      ]
    )
    if (!rows.length) {
      throw new RunLostError(run)
    }
  }

  /** A run that compared everything lets the next one begin at what changed since it started. */
  async finish(
    run: RunRow,
    outcome: {
      readonly status: "succeeded" | "failed"
      readonly reason: string | null
    }
  ): Promise<void> {
    await this.sql(
      `update stripe_checkout_run
          set status = ?, reason = ?, finished_at = now(), lease_until = null,
              changes_until = case when ? = 'succeeded' and not found_more
                                   then extract(epoch from created_at)::integer
                                   else changes_until end,
              lease_owner = null, updated_at = now()
        where id = ? and lease_fence = ?
        returning id`,
      [outcome.status, outcome.reason, outcome.status, run.id, run.lease_fence]
    )
  }

  async newest(account: string): Promise<RunRow | null> {
    const [row] = await this.sql<RunRow>(
      `select * from stripe_checkout_run
        where stripe_account = ? and deleted_at is null
        order by created_at desc limit 1`,
      [account]
    )
    return row ?? null
  }

  /** Some of the oldest, but never an account's newest: the next one begins where it ended. */
  async prune({ olderThanDays, limit }: Batch): Promise<number> {
    return removeBatch(this.sql, {
      table: "stripe_checkout_run",
      which: `status <> 'running' and created_at < now() - ? * interval '1 day'
          and created_at < (select max(newer.created_at) from stripe_checkout_run newer
                             where newer.stripe_account = stripe_checkout_run.stripe_account
                               and newer.deleted_at is null)
        order by created_at limit ?`,
      parameters: [olderThanDays, limit],
    })
  }
}
