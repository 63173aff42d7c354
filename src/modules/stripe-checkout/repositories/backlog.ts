/**
 * What is waiting, what failed, and since when. Counts only, per account.
 */
import type { Reason, ReasonParams } from "../domain/reasons/reason"
import { WITHOUT_ORDER } from "./payments-without-order"
import { readNullableReason } from "./reason-columns"
import type { SqlRunner } from "./sql"

export interface BacklogRow {
  /** Events that arrived and are not processed yet. */
  readonly received: number
  readonly failed: number
  readonly dead: number
  /** Requests that are still to be carried out. */
  readonly pending: number
  /** Payments whose next synchronization is overdue by more than a minute. */
  readonly overdue: number
  readonly open_discrepancies: number
  /**
   * Payments whose synchronization has been failing for more than five minutes, other than
   * those whose order cannot be placed.
   */
  readonly failing: number
  /** Why the one that has been failing longest did so last; null where none is. */
  readonly failing_reason: Reason | null
  /** Paid, and Medusa could not place the order. */
  readonly not_placeable: number
  /** Why the oldest one of them could not be placed last; null where there is none. */
  readonly not_placeable_reason: Reason | null
  readonly oldest_unprocessed_at: Date | null
  /** Payments of placed orders on which a bank has not decided. Nothing is wrong with them. */
  readonly payments_pending: number
  /** When the page of the oldest one was opened first. */
  readonly oldest_pending_at: Date | null
  /** The newest that Stripe sent; events that a sweep read say nothing about webhooks. */
  readonly last_event_at: Date | null
  readonly last_event_type: string | null
}

export class Backlog {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  async read(account: string): Promise<BacklogRow> {
    const [row] = await this.sql<StoredBacklog>(
      `with input as (
         select ?::text as account
       ), unsettled as (
         select status, count(*)::integer as count, min(created_at) as oldest_at
           from stripe_checkout_event
          where stripe_account = ? and status in ('received', 'failed', 'dead')
            and deleted_at is null
          group by status
       ), newest as (
         select type, delivered_at from stripe_checkout_event
          where stripe_account = ? and delivered_at is not null and deleted_at is null
          order by delivered_at desc limit 1
       ), not_placeable as (
         select id, order_failing_since, sync_failure_code, sync_failure_params
           from stripe_checkout_payment
          where stripe_account = ? and ${WITHOUT_ORDER}
            and order_failing_since is not null
       ), failing as (
         select sync_failed_since, sync_failure_code, sync_failure_params
           from stripe_checkout_payment
          where stripe_account = ? and deleted_at is null
            and sync_failed_since < now() - interval '5 minutes'
            and id not in (select id from not_placeable)
       ), pending as (
         select created_at from stripe_checkout_payment
          where stripe_account = ? and deleted_at is null and next_sync_at is not null
            and state = 'processing' and payment_id is not null and cart_id is not null
       )
       select (select count(*)::integer from failing) as failing,
              (select sync_failure_code from failing order by sync_failed_since limit 1)
                as failing_code,
              (select sync_failure_params from failing order by sync_failed_since limit 1)
                as failing_params,
              (select count(*)::integer from not_placeable) as not_placeable,
              (select sync_failure_code from not_placeable order by order_failing_since limit 1)
                as not_placeable_code,
              (select sync_failure_params from not_placeable order by order_failing_since limit 1)
                as not_placeable_params,
              coalesce((select count from unsettled where status = 'received'), 0) as received,
              coalesce((select count from unsettled where status = 'failed'), 0) as failed,
              coalesce((select count from unsettled where status = 'dead'), 0) as dead,
              (select count(*)::integer
                 from stripe_checkout_operation o
                where o.status = 'pending' and o.source <> 'system' and o.deleted_at is null
                  and ${accountOf("o")} = account) as pending,
              (select count(*)::integer from stripe_checkout_payment
                where stripe_account = account and deleted_at is null
                  and next_sync_at < now() - interval '1 minute') as overdue,
              (select count(*)::integer
                 from stripe_checkout_discrepancy d
                where d.status = 'open' and d.deleted_at is null
                  and ${accountOf("d")} = account) as open_discrepancies,
              (select min(oldest_at) from unsettled where status <> 'dead')
                as oldest_unprocessed_at,
              (select count(*)::integer from pending) as payments_pending,
              (select min(created_at) from pending) as oldest_pending_at,
              (select delivered_at from newest) as last_event_at,
              (select type from newest) as last_event_type
         from input`,
      [account, account, account, account, account, account]
    )
    return row ? readBacklog(row) : NOTHING
  }
}

/** Read one by one: there are few of them, and many payments. */
function accountOf(alias: "o" | "d"): string {
  return `(select p.stripe_account from stripe_checkout_payment p
            where p.payment_session_id = ${alias}.payment_session_id and p.deleted_at is null)`
}

type StoredBacklog = Omit<
  BacklogRow,
  "failing_reason" | "not_placeable_reason"
> & {
  readonly failing_code: string | null
  readonly failing_params: ReasonParams | null
  readonly not_placeable_code: string | null
  readonly not_placeable_params: ReasonParams | null
}

function readBacklog({
  failing_code,
  failing_params,
  not_placeable_code,
  not_placeable_params,
  ...row
}: StoredBacklog): BacklogRow {
  return {
    ...row,
    failing_reason: readNullableReason(failing_code, failing_params),
    not_placeable_reason: readNullableReason(
      not_placeable_code,
      not_placeable_params
    ),
  }
}

const NOTHING: BacklogRow = {
  received: 0,
  failed: 0,
  dead: 0,
  pending: 0,
  overdue: 0,
  open_discrepancies: 0,
  failing: 0,
  failing_reason: null,
  not_placeable: 0,
  not_placeable_reason: null,
  oldest_unprocessed_at: null,
  payments_pending: 0,
  oldest_pending_at: null,
  last_event_at: null,
  last_event_type: null,
}
