/**
 * The payment links that can be paid now. Whether one can is Medusa's to say: its payment
 * session is pending, its collection requests money, and its order is not canceled. Read only.
 */
import {
  LINK_TERMS,
  PAYMENT_LINK_MARK,
} from "../domain/payment-links/link-terms"
import type { CoreSql, CoreStatement } from "./core-sql"

/** The moment is text as JavaScript writes it, which sorts by time; a cast could fail. */
const NOT_EXPIRED = `coalesce(c.metadata #>> '{${LINK_TERMS},expiresAt}', '9999') collate "C"
                    > to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const NEWEST: CoreStatement = {
  name: "openLinks.newest",
  sql: `select p.payment_session_id
         from stripe_checkout_payment p
        where p.cart_id is null and p.payment_id is null and p.deleted_at is null
          and p.state in ('awaiting_customer', 'expired', 'failed')
          and exists (select 1 from payment_session s
                        join payment_collection c on c.id = s.payment_collection_id
                       where s.id = p.payment_session_id and s.status = 'pending'
                         and s.deleted_at is null and c.deleted_at is null
                         and c.status in ('not_paid', 'awaiting')
                         and c.metadata ->> '${PAYMENT_LINK_MARK}' = 'true'
                         and ${NOT_EXPIRED} offset 0)
          and exists (select 1 from "order" o
                       where o.id = p.order_id and o.status <> 'canceled'
                         and o.deleted_at is null offset 0)
        order by p.created_at desc, p.id desc limit ?`,
}

export const OPEN_LINK_STATEMENTS: readonly CoreStatement[] = [NEWEST]

export class OpenLinks {
  private readonly sql: CoreSql

  constructor(sql: CoreSql) {
    this.sql = sql
  }

  /** The ids of their payment sessions, newest first. */
  async newest(limit: number): Promise<string[]> {
    const rows = await this.sql.run<{ payment_session_id: string }>(NEWEST, [
      limit,
    ])
    return rows.map((row) => row.payment_session_id)
  }
}
