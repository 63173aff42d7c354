/**
 * What a waiting shopper is answered from, as one statement: a storefront polls every few
 * seconds. Read only.
 */
import {
  type PaymentRow,
  readRow,
  type StoredRow,
} from "../repositories/payment-row"
import type { CoreSql, CoreStatement } from "./core-sql"

export interface AwaitedPayment {
  /** The newest of those that replaced one another; null until the pay link is followed. */
  readonly row: PaymentRow | null
  /** Of the payment session that can be paid now; null once Medusa has deleted it. */
  readonly providerId: string | null
  readonly order: AwaitedOrder | null
}

export interface AwaitedOrder {
  readonly id: string
  readonly customer_id: string | null
}

/** The shopper knows the first payment session; Medusa may have replaced it since. */
const FIND: CoreStatement = {
  name: "awaitedPayment.find",
  sql: `with recursive followed as (
         select id, payment_session_id, 0 as step from stripe_checkout_payment
          where payment_session_id = ? and deleted_at is null
         union all
         select p.id, p.payment_session_id, f.step + 1 from stripe_checkout_payment p
           join followed f on p.replaces_payment_session_id = f.payment_session_id
          where p.deleted_at is null
       ), newest as (
         select p.* from followed f join stripe_checkout_payment p on p.id = f.id
          order by f.step desc limit 1
       )
       select n.*, n.id is not null as is_known, s.provider_id as session_provider_id,
              o.id as found_order_id, o.customer_id as order_customer_id
         from (select ?::text as id) input
         left join newest n on true
         left join payment_session s
           on s.id = coalesce(n.payment_session_id, input.id) and s.deleted_at is null
         left join "order" o on o.id = n.order_id and o.deleted_at is null`,
}

export const AWAITED_PAYMENT_STATEMENTS: readonly CoreStatement[] = [FIND]

type StoredAwaited = StoredRow & {
  /** False: every column of the row is null. */
  readonly is_known: boolean
  readonly session_provider_id: string | null
  readonly found_order_id: string | null
  readonly order_customer_id: string | null
}

export class AwaitedPayments {
  private readonly sql: CoreSql

  constructor(sql: CoreSql) {
    this.sql = sql
  }

  /** @returns null where core's tables are others than known. */
  async find(paymentSessionId: string): Promise<AwaitedPayment | null> {
    const [found] = await this.sql.run<StoredAwaited>(FIND, [
      paymentSessionId,
      paymentSessionId,
    ])
    if (!found) {
      return null
    }
    const {
      is_known: isKnown,
      session_provider_id: providerId,
      found_order_id: orderId,
      order_customer_id: customerId,
      ...row
    } = found
    return {
      row: isKnown ? readRow(row) : null,
      providerId,
      order: orderId === null ? null : { id: orderId, customer_id: customerId },
    }
  }
}
