/**
 * When an account at Stripe may be called next by work that nobody waits for: one row per
 * account, shared by all instances.
 */
import type { SqlRunner } from "./sql"

export interface Reservation {
  readonly account: string
  readonly calls: number
  readonly perSecond: number
}

export class RateLimits {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /**
   * Reserves the next calls, after those that any instance has reserved before.
   *
   * @returns milliseconds until the first of them may be made
   */
  async reserve({ account, calls, perSecond }: Reservation): Promise<number> {
    const seconds = calls / perSecond
    const [row] = await this.sql<{ wait_ms: number }>(
      `insert into stripe_checkout_rate_limit as reserved (id, reserved_until)
       values (?, clock_timestamp() + ? * interval '1 second')
       on conflict (id) do update
          set reserved_until = greatest(reserved.reserved_until, clock_timestamp())
                               + ? * interval '1 second'
       returning (extract(epoch from reserved_until - clock_timestamp()) - ?)::float8 * 1000
              as wait_ms`,
      [account, seconds, seconds, seconds]
    )
    return Math.max(0, row?.wait_ms ?? 0)
  }

  /** Nothing is called for so long, beyond what is reserved already. */
  async pause(account: string, seconds: number): Promise<void> {
    await this.sql(
      `update stripe_checkout_rate_limit
          set reserved_until = greatest(reserved_until,
                                        clock_timestamp() + ? * interval '1 second')
        where id = ?
        returning id`,
      [seconds, account]
    )
  }
}
