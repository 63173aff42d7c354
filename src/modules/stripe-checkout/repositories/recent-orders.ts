/**
 * Which orders were paid lately. Ids of payment rows sort by time, so the newest ones are
 * the end of the primary key.
 */
import { ulidTime } from "../domain/ulid-time"
import type { SqlRunner } from "./sql"

export interface PaidOrderRow {
  readonly order_id: string
  readonly currency_code: string
  /** Major units. */
  readonly amount: string
}

export class RecentOrders {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /** One row per payment, newest first. */
  paidSince(since: Date, limit: number): Promise<PaidOrderRow[]> {
    return this.sql<PaidOrderRow>(
      `select order_id, currency_code, amount::text as amount
         from stripe_checkout_payment
        where id >= 'scpay_' || ? and order_id is not null and deleted_at is null
        order by id desc limit ?`,
      [ulidTime(since), limit]
    )
  }

  /** Whether a payment of the account has become an order, as far as the newest ones tell. */
  async hasOrder(account: string): Promise<boolean> {
    const [row] = await this.sql<{ found: boolean }>(
      `select exists (
         select from (select stripe_account, order_id from stripe_checkout_payment
                       where deleted_at is null order by id desc limit 1000) newest
          where newest.stripe_account = ? and newest.order_id is not null) as found`,
      [account]
    )
    return row?.found === true
  }
}
