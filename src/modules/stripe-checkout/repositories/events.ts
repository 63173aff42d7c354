/**
 * The inbox of Stripe's events: what is settled, with a reason, and what waits.
 */
import type { Reason } from "../domain/reasons/reason"
import { ulidTime } from "../domain/ulid-time"
import { isKnown, NOTHING_NEW } from "./known-claims"
import { toReasonColumns } from "./reason-columns"
import { type Batch, removeBatch } from "./remove-batch"
import type { SqlRunner } from "./sql"

export type EventStatus =
  "received" | "processed" | "ignored" | "failed" | "dead"

export interface UnsettledEvent {
  readonly id: string
  readonly type: string
  readonly stripe_account: string
  /** When Stripe made it. */
  readonly occurred_at: Date
}

export interface KnownEvents {
  /** One for each event that was settled: the account's name in the options. */
  readonly ofAccounts: readonly string[]
  /** Nothing of the payment is left to be processed. */
  readonly areAll: boolean
}

export class Events {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /** The events that a synchronization starting now will process. */
  async unsettled(paymentSessionId: string): Promise<UnsettledEvent[]> {
    return this.sql<UnsettledEvent>(
      `select id, stripe_account, type, occurred_at from stripe_checkout_event
        where payment_session_id = ? and status in ('received', 'failed')
          and deleted_at is null`,
      [paymentSessionId]
    )
  }

  /**
   * Settles what arrived while its payment was being synchronized, and says nothing new
   * since: most of what Stripe sends after an action of ours.
   */
  async settleKnown(paymentSessionId: string): Promise<KnownEvents> {
    const rows = await this.sql<{ account: string; is_known: boolean }>(
      `with known as (
         update stripe_checkout_event e
            set status = 'ignored', reason_code = '${NOTHING_NEW}', reason_params = '{}', updated_at = now()
           from stripe_checkout_payment p
          where e.payment_session_id = ? and e.status = 'received' and e.deleted_at is null
            and p.payment_session_id = e.payment_session_id and p.deleted_at is null
            and ${isKnown("p", "e.claim")}
         returning e.id, e.stripe_account
       )
       select stripe_account as account, true as is_known from known
        union all
       select stripe_account, false from stripe_checkout_event
        where payment_session_id = ? and status in ('received', 'failed')
          and deleted_at is null and id not in (select id from known)`,
      [paymentSessionId, paymentSessionId]
    )
    const known = rows.filter(({ is_known }) => is_known)
    return {
      ofAccounts: known.map(({ account }) => account),
      areAll: known.length === rows.length,
    }
  }

  /**
   * What they are about has been read, so what they report has been seen, and so has what
   * dead events about the same reported.
   */
  async settleProcessed(
    paymentSessionId: string,
    {
      ids,
      reason,
      types,
    }: {
      readonly ids: readonly string[]
      readonly reason: Reason
      /** Of the events that are about the same. */
      readonly types: readonly string[]
    }
  ): Promise<void> {
    await this.sql(
      `update stripe_checkout_event
          set status = 'processed', reason_code = ?, reason_params = ?,
              processed_at = now(), updated_at = now(),
              attempts = case when status = 'dead' then attempts else attempts + 1 end
        where payment_session_id = ? and status in ('received', 'failed', 'dead')
          and deleted_at is null
          and (id in (select jsonb_array_elements_text(?::jsonb))
               or (status = 'dead'
                   and type in (select jsonb_array_elements_text(?::jsonb))))
        returning id`,
      [
        ...toReasonColumns(reason),
        paymentSessionId,
        JSON.stringify(ids),
        JSON.stringify(types),
      ]
    )
  }

  /**
   * Records a failure. After many failures the event is dead: it is not tried again until
   * a person resends or replays it.
   *
   * @returns Stripe's ids of the events that are dead as of this failure.
   */
  async fail(ids: readonly string[], reason: Reason): Promise<string[]> {
    if (!ids.length) {
      return []
    }
    const rows = await this.sql<{ event_id: string; status: EventStatus }>(
      `update stripe_checkout_event
          set status = case when attempts + 1 >= ? then 'dead' else 'failed' end,
              reason_code = ?, reason_params = ?, attempts = attempts + 1, updated_at = now()
        where id in (${ids.map(() => "?").join(", ")})
        returning event_id, status`,
      [MAX_ATTEMPTS, ...toReasonColumns(reason), ...ids]
    )
    return rows
      .filter(({ status }) => status === "dead")
      .map(({ event_id }) => event_id)
  }

  /**
   * Payments with unprocessed events that the bus has lost, the hold that lapses soonest
   * first, then what waits longest. A payment whose synchronization failed waits for its next
   * one instead, with everything that arrived meanwhile. What is about a dispute fails without
   * its payment, and waits twice as long each time.
   */
  async forgotten(limit: number): Promise<string[]> {
    const rows = await this.sql<{ payment_session_id: string }>(
      `select e.payment_session_id
         from stripe_checkout_event e
         join stripe_checkout_payment p using (payment_session_id)
         join stripe_checkout_purchase pu on pu.id = p.purchase_id
        where e.payment_session_id is not null
          and ((e.status = 'received' and e.updated_at < now() - interval '20 seconds')
               or (e.status = 'failed' and ${IS_ABOUT_DISPUTES}
                   and e.updated_at < now() - least(power(2, e.attempts), ${LONGEST_WAIT_MINUTES})
                                              * interval '1 minute'))
          and (pu.lease_until is null or pu.lease_until < now())
          and (p.sync_failures = 0 or p.next_sync_at is null or p.next_sync_at <= now())
          and e.deleted_at is null and p.deleted_at is null
        group by e.payment_session_id, p.capture_before
        order by p.capture_before, min(e.id)
        limit ?`,
      [limit]
    )
    return rows.map((row) => row.payment_session_id)
  }

  /** @returns the payments whose events are to be processed again. */
  async replay(selection: ReplaySelection): Promise<string[]> {
    const rows = await this.sql<{ payment_session_id: string | null }>(
      `update stripe_checkout_event
          set status = 'received', attempts = 0, updated_at = now()
        where deleted_at is null and payment_session_id is not null
          and (?::text is null or event_id = ?::text or id = ?::text)
          and (not ?::boolean or status in ('failed', 'dead'))
          and (?::timestamptz is null or (occurred_at >= ?::timestamptz and id >= ?))
          and (?::timestamptz is null or occurred_at < ?::timestamptz)
        returning payment_session_id`,
      [
        selection.eventId,
        selection.eventId,
        selection.eventId,
        selection.onlyFailed,
        selection.from,
        selection.from,
        `scevt_${selection.from === null ? "" : storedSince(selection.from)}`,
        selection.until,
        selection.until,
      ]
    )
    return [...new Set(rows.flatMap(({ payment_session_id: id }) => id ?? []))]
  }

  /** Some of the oldest that are settled. @returns how many. */
  async prune({ olderThanDays, limit }: Batch): Promise<number> {
    return this.remove(
      `status in ('processed', 'ignored')
          and updated_at < now() - ? * interval '1 day'
        order by updated_at limit ?`,
      [olderThanDays, limit]
    )
  }

  /** Some that failed and that nobody has replayed for so long. @returns how many. */
  async pruneUnsettled({ olderThanDays, limit }: Batch): Promise<number> {
    return this.remove(
      `status in ('received', 'failed', 'dead')
          and updated_at < now() - ? * interval '1 day'
        limit ?`,
      [olderThanDays, limit]
    )
  }

  private async remove(
    which: string,
    parameters: readonly unknown[]
  ): Promise<number> {
    return removeBatch(this.sql, {
      table: "stripe_checkout_event",
      which,
      parameters,
    })
  }
}

/** An event is stored after Stripe made it, by a clock that may be slow. */
function storedSince(from: string): string {
  return ulidTime(new Date(Date.parse(from) - 24 * 60 * 60 * 1000))
}

/** As `disputeKindOf` says. */
const IS_ABOUT_DISPUTES = `(e.type like 'charge.dispute.%' or e.type like 'review.%'
                    or e.type like 'radar.early_fraud_warning.%')`

const LONGEST_WAIT_MINUTES = 60

/** About a day of retries, the longest an hour apart. */
const MAX_ATTEMPTS = 30

export interface ReplaySelection {
  /** Stripe's id or ours; null for all. */
  readonly eventId: string | null
  readonly onlyFailed: boolean
  /** ISO dates of when Stripe made the event; null for open ends. */
  readonly from: string | null
  readonly until: string | null
}
