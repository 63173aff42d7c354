/**
 * Which events Stripe has sent, and which only a sweep has read.
 */
import type { SqlRunner } from "./sql"

export class Deliveries {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /** When Stripe sent the newest; null before the first. */
  async newestAt(account: string): Promise<Date | null> {
    const [row] = await this.sql<{ delivered_at: Date }>(
      `select delivered_at from stripe_checkout_event
        where stripe_account = ? and delivered_at is not null and deleted_at is null
        order by delivered_at desc limit 1`,
      [account]
    )
    return row?.delivered_at ?? null
  }

  /** When a sweep read the first events after an id that Stripe has not sent; oldest first. */
  async missedSince(
    account: string,
    { since, limit }: { readonly since: string; readonly limit: number }
  ): Promise<Date[]> {
    const rows = await this.sql<{ created_at: Date }>(
      `select created_at from stripe_checkout_event
        where id >= ? and stripe_account = ? and delivered_at is null
          and deleted_at is null
        order by id limit ?`,
      [since, account, limit]
    )
    return rows.map(({ created_at }) => created_at)
  }
}
