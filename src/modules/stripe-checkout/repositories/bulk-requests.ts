/**
 * Captures and releases that are requested for many orders at once. Each payment has its
 * own row in the payment history; a bulk request is what its rows have in common.
 */
import { because, type Reason } from "../domain/reasons/reason"
import type { OperationStatus } from "./operation-row"
import {
  fromReasonColumns,
  type ReasonColumns,
  toReasonColumns,
} from "./reason-columns"
import { insertRequests, type NewRequestRow } from "./request-rows"
import type { SqlRunner } from "./sql"

/** A hold of one of the orders. */
export interface BulkHold {
  readonly payment_session_id: string
  readonly order_id: string
  readonly currency_code: string
  /** Major units. */
  readonly amount_capturable: string
  readonly capture_before: Date | null
  /** Somebody or a rule has requested something of it already. */
  readonly is_requested: boolean
}

export interface BulkRow {
  readonly bulk_id: string
  readonly kind: "capture" | "release"
  readonly actor: string | null
  readonly created_at: Date
  readonly settled_at: Date | null
  readonly total: number
  readonly pending: number
  readonly succeeded: number
  readonly failed: number
  /** Not possible, other than because somebody stopped it. */
  readonly rejected: number
  readonly stopped: number
}

export interface BulkAmount {
  readonly currency_code: string
  /** Major units that were captured or released. */
  readonly amount: string
}

export interface BulkResult {
  readonly payment_session_id: string
  readonly order_id: string
  readonly currency_code: string
  readonly amount: string | null
  readonly status: OperationStatus
  readonly reason: Reason
  readonly settled_at: Date | null
}

export interface ResultPage {
  readonly status: OperationStatus | null
  readonly limit: number
  readonly offset: number
}

const STOPPED = because("bulk_stopped", { actor: null }).code

/** An instance that carries out a part has died if it takes longer. */
const CLAIM_SECONDS = 120

const SUMMARY = `
  select o.bulk_id, min(o.kind) as kind, min(o.actor) as actor,
         min(o.created_at) as created_at,
         case when bool_and(o.status <> 'pending') then max(o.settled_at) end as settled_at,
         count(*)::integer as total,
         count(*) filter (where o.status = 'pending')::integer as pending,
         count(*) filter (where o.status = 'succeeded')::integer as succeeded,
         count(*) filter (where o.status = 'failed')::integer as failed,
         count(*) filter (where o.status = 'rejected' and o.reason_code <> '${STOPPED}')::integer
           as rejected,
         count(*) filter (where o.status = 'rejected' and o.reason_code = '${STOPPED}')::integer
           as stopped
    from stripe_checkout_operation o
   where o.deleted_at is null and o.bulk_id`

export class BulkRequests {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /** What is held for the orders, what lapses soonest first. */
  async holdsOf(orderIds: readonly string[]): Promise<BulkHold[]> {
    return this.sql(
      `select p.payment_session_id, p.order_id, p.currency_code, p.amount_capturable,
              p.capture_before,
              exists (select 1 from stripe_checkout_operation o
                       where o.payment_session_id = p.payment_session_id
                         and o.status = 'pending' and o.source <> 'system'
                         and o.deleted_at is null) as is_requested
         from stripe_checkout_payment p
        where p.order_id in (select jsonb_array_elements_text(?::jsonb))
          and p.state = 'authorized' and p.amount_capturable > 0 and p.deleted_at is null
        order by p.capture_before nulls last, p.created_at, p.id`,
      [JSON.stringify(orderIds)]
    )
  }

  /** Records nothing when the request id was used before. */
  async record(parts: readonly NewRequestRow[]): Promise<void> {
    await insertRequests(this.sql, parts)
  }

  async find(bulkId: string): Promise<BulkRow | null> {
    const [row] = await this.sql<BulkRow>(`${SUMMARY} = ? group by o.bulk_id`, [
      bulkId,
    ])
    return row ?? null
  }

  /** By the caller's own id. */
  async findId(requestId: string): Promise<string | null> {
    const [row] = await this.sql<{ bulk_id: string | null }>(
      `select bulk_id from stripe_checkout_operation
        where request_id = ? and deleted_at is null`,
      [requestId]
    )
    return row?.bulk_id ?? null
  }

  /** The newest first. Their ids are read one by one from the index: each has many rows. */
  async newest(limit: number): Promise<BulkRow[]> {
    return this.sql(
      `with recursive newest as (
         select max(bulk_id) as id, 1 as place from stripe_checkout_operation
          where bulk_id is not null and deleted_at is null
          union all
         select (select max(o.bulk_id) from stripe_checkout_operation o
                  where o.bulk_id < newest.id and o.bulk_id is not null
                    and o.deleted_at is null), newest.place + 1
           from newest where newest.id is not null and newest.place < ?
       )
       ${SUMMARY} in (select id from newest where id is not null)
        group by o.bulk_id order by o.bulk_id desc`,
      [limit]
    )
  }

  async amountsOf(bulkId: string): Promise<BulkAmount[]> {
    return this.sql(
      `select currency_code, sum(amount)::text as amount
         from stripe_checkout_operation
        where bulk_id = ? and status = 'succeeded' and amount is not null
          and deleted_at is null
        group by currency_code order by currency_code`,
      [bulkId]
    )
  }

  async orderIdsOf(bulkId: string): Promise<string[]> {
    const rows = await this.sql<{ order_id: string }>(
      `select distinct order_id from stripe_checkout_operation
        where bulk_id = ? and deleted_at is null`,
      [bulkId]
    )
    return rows.map((row) => row.order_id)
  }

  async resultsOf(bulkId: string, page: ResultPage): Promise<BulkResult[]> {
    const rows = await this.sql<Omit<BulkResult, "reason"> & ReasonColumns>(
      `select payment_session_id, order_id, currency_code, amount, status, reason_code,
              reason_params, settled_at
         from stripe_checkout_operation
        where bulk_id = ? and status = coalesce(?, status) and deleted_at is null
        order by created_at, id limit ? offset ?`,
      [bulkId, page.status, page.limit, page.offset]
    )
    return rows.map(({ reason_code, reason_params, ...row }) => ({
      ...row,
      reason: fromReasonColumns({ reason_code, reason_params }),
    }))
  }

  /**
   * The next parts for this instance to carry out, in the order of the requests. Others take
   * other parts; what an instance that died had claimed is free again after two minutes. A
   * part that was tried and failed is retried with its payment.
   */
  async claim(limit: number): Promise<string[]> {
    const rows = await this.sql<{ payment_session_id: string }>(
      `update stripe_checkout_operation
          set claimed_until = now() + interval '${CLAIM_SECONDS} seconds'
        where id = any (array(
          select id from stripe_checkout_operation
           where bulk_id is not null and status = 'pending' and deleted_at is null
             and attempts = 0 and coalesce(claimed_until, now()) <= now()
           order by created_at limit ? for update skip locked))
        returning payment_session_id`,
      [limit]
    )
    return rows.map((row) => row.payment_session_id)
  }

  /** What has begun is carried out to its end. @returns how many parts were stopped */
  async stop(bulkId: string, actor: string | null): Promise<number> {
    const rows = await this.sql(
      `update stripe_checkout_operation
          set status = 'rejected', reason_code = ?, reason_params = ?, settled_at = now(),
              updated_at = now()
        where bulk_id = ? and status = 'pending' and begun_at is null and deleted_at is null
        returning id`,
      [...toReasonColumns(because("bulk_stopped", { actor })), bulkId]
    )
    return rows.length
  }

  /** @returns how many parts are pending again */
  async resume(bulkId: string, actor: string | null): Promise<number> {
    const rows = await this.sql(
      `update stripe_checkout_operation
          set status = 'pending', reason_code = ?, reason_params = ?, settled_at = null,
              claimed_until = null, attempts = 0, updated_at = now()
        where bulk_id = ? and status = 'rejected' and reason_code = ? and deleted_at is null
        returning id`,
      [...toReasonColumns(because("requested", { actor })), bulkId, STOPPED]
    )
    return rows.length
  }
}
