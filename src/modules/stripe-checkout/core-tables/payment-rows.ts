/**
 * A payment with its session, its order's payment collections and the credit that core has not
 * finished giving, as one statement sees them at one moment. Core's services need up to ten for that.
 */
import type { CoreSql, CoreStatement } from "./core-sql"

/** Amounts are exact decimals in major units, times ISO dates. */
export interface MoneyRow {
  readonly id: string
  readonly amount: string
  readonly created_at: string
}

export interface StoredPayment extends MoneyRow {
  readonly captured_at: string | null
  readonly canceled_at: string | null
  readonly captures: readonly MoneyRow[]
  readonly refunds: readonly MoneyRow[]
}

export interface StoredSession {
  readonly id: string
  readonly amount: string
  readonly status: string
  readonly checkout_session_id: string | null
}

export interface StoredCollection extends MoneyRow {
  readonly status: string
  readonly currency_code: string
  readonly captured_amount: string | null
  readonly refunded_amount: string | null
  readonly metadata: Readonly<Record<string, unknown>> | null
  readonly payments: readonly StoredPayment[]
}

/** A change of an order that core has begun and not confirmed. */
export interface OpenChange {
  readonly id: string
  readonly created_at: string
}

export interface PaymentRows {
  /** Null once Medusa has deleted it. */
  readonly session: StoredSession | null
  readonly payment: StoredPayment | null
  readonly collections: readonly StoredCollection[]
  readonly openCreditChanges: readonly OpenChange[]
}

const moneyRows = (table: "capture" | "refund"): string => `
  (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'amount', m.raw_amount ->> 'value',
                                                'created_at', m.created_at)), '[]')
     from ${table} m where m.payment_id = p.id and m.deleted_at is null)`

const PAYMENT = `
  jsonb_build_object('id', p.id, 'amount', p.raw_amount ->> 'value',
                     'created_at', p.created_at, 'captured_at', p.captured_at,
                     'canceled_at', p.canceled_at, 'captures', ${moneyRows("capture")},
                     'refunds', ${moneyRows("refund")})`

const READ: CoreStatement = {
  name: "paymentRows.read",
  sql: `with input as (
         select ?::text as payment_session_id, ?::text as order_id
       )
       select (select jsonb_build_object(
                        'id', s.id, 'amount', s.raw_amount ->> 'value', 'status', s.status,
                        'checkout_session_id', s.data ->> 'checkout_session_id')
                 from payment_session s
                where s.id = input.payment_session_id and s.deleted_at is null) as session,
              (select ${PAYMENT} from payment p
                where p.payment_session_id = input.payment_session_id
                  and p.deleted_at is null limit 1) as payment,
              (select coalesce(jsonb_agg(jsonb_build_object(
                        'id', c.id, 'status', c.status, 'currency_code', c.currency_code,
                        'amount', c.raw_amount ->> 'value',
                        'captured_amount', c.raw_captured_amount ->> 'value',
                        'refunded_amount', c.raw_refunded_amount ->> 'value',
                        'created_at', c.created_at, 'metadata', c.metadata,
                        'payments', (select coalesce(jsonb_agg(${PAYMENT}), '[]')
                                       from payment p
                                      where p.payment_collection_id = c.id
                                        and p.deleted_at is null))), '[]')
                 from "order" o
                 join order_payment_collection l on l.order_id = o.id and l.deleted_at is null
                 join payment_collection c
                   on c.id = l.payment_collection_id and c.deleted_at is null
                where o.id = input.order_id and o.deleted_at is null) as collections,
              (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'created_at', c.created_at)), '[]')
                 from order_change c
                where c.order_id = input.order_id and c.change_type = 'credit_line'
                  and c.status in ('pending', 'requested')
                  and c.deleted_at is null) as "openCreditChanges"
         from input`,
}

export const PAYMENT_ROW_STATEMENTS: readonly CoreStatement[] = [READ]

export class PaymentRowReader {
  private readonly sql: CoreSql

  constructor(sql: CoreSql) {
    this.sql = sql
  }

  /** @returns null where core's tables are others than known. */
  async read(
    paymentSessionId: string,
    orderId: string | null
  ): Promise<PaymentRows | null> {
    const [row] = await this.sql.run<PaymentRows>(READ, [
      paymentSessionId,
      orderId,
    ])
    return row ?? null
  }
}
