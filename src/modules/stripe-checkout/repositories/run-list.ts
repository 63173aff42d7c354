/**
 * The sweeps as people read them, and the ones that they request.
 */
import type { RunRow } from "./reconciliation-runs"
import type { SqlRunner } from "./sql"

export type ListedRun = RunRow & {
  /** Null while nobody works on it. */
  readonly lease_owner: string | null
  readonly lease_until: Date | null
}

export interface RunFilter {
  readonly account: string | null
  /** Those that found something, or those that failed; null for all. */
  readonly result: "found" | "failed" | null
  /** Only those that began before this one. */
  readonly before: string | null
  readonly limit: number
}

export class RunList {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /** Newest first. Few: they are kept for a month. */
  async list({
    account,
    result,
    before,
    limit,
  }: RunFilter): Promise<ListedRun[]> {
    return this.sql<ListedRun>(
      `select * from stripe_checkout_run
        where deleted_at is null
          and (?::text is null or stripe_account = ?) and (?::text is null or id < ?)
          and case ?::text when 'found' then repaired + open_discrepancies > 0
                           when 'failed' then status = 'failed'
                           else true end
        order by id desc limit ?`,
      [account, account, before, before, result, limit]
    )
  }

  async running(account: string): Promise<ListedRun | null> {
    const [row] = await this.sql<ListedRun>(
      `select * from stripe_checkout_run
        where stripe_account = ? and status = 'running' and deleted_at is null`,
      [account]
    )
    return row ?? null
  }

  /**
   * A sweep that any worker may take at once. It compares the rows of the whole window.
   *
   * @returns null when the account has one that is not finished.
   */
  async request({
    id,
    account,
    firstStage,
    actor,
  }: {
    readonly id: string
    readonly account: string
    readonly firstStage: string
    /** The user's id. */
    readonly actor: string | null
  }): Promise<ListedRun | null> {
    const [row] = await this.sql<ListedRun>(
      `insert into stripe_checkout_run
         (id, stripe_account, stage, actor, events_until, objects_until, lease_until)
       select ?, account, ?, ?, newest.events_until, newest.objects_until,
              now() - interval '1 second'
         from (select ?::text as account) input
         left join lateral (
           select * from stripe_checkout_run
            where stripe_account = account and deleted_at is null
            order by created_at desc limit 1
         ) newest on true
       on conflict (stripe_account) where status = 'running' and deleted_at is null do nothing
       returning *`,
      [id, firstStage, actor, account]
    )
    return row ?? null
  }
}
