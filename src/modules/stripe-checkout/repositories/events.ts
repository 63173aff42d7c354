/**
 * The inbox of Stripe's events: stored once, then settled with a reason.
 */
import { MedusaError } from "@medusajs/framework/utils"

import { ulidTime } from "../domain/ulid-time"
import type { VerifiedEvent } from "../stripe/webhooks"
import { type Batch, removeBatch } from "./remove-batch"
import type { SqlRunner } from "./sql"

export type EventStatus =
  "received" | "processed" | "ignored" | "failed" | "dead"

export interface IncomingEvent {
  readonly id: string
  readonly account: string
  readonly event: VerifiedEvent
  readonly paymentSessionId: string | null
  /** Set when nothing is to be done: the reason. */
  readonly ignoredBecause: string | null
  /** Sent by Stripe, not read by a sweep. */
  readonly isDelivery: boolean
}

export interface StoredEvent {
  readonly id: string
  readonly status: EventStatus
  readonly isNew: boolean
}

export interface UnsettledEvent {
  readonly id: string
  readonly stripe_account: string
  /** When Stripe made it. */
  readonly occurred_at: Date
}

export class Events {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /**
   * Stores an event once. A repeated delivery changes nothing, unless the event had
   * failed: a merchant who sends it again from Stripe's Dashboard wants a retry.
   */
  async store(incoming: IncomingEvent): Promise<StoredEvent> {
    const { event, account } = incoming
    const [row] = await this.sql<StoredEvent>(
      `insert into stripe_checkout_event
         (id, stripe_account, event_id, type, api_version, object_id, payment_session_id,
          occurred_at, status, reason, delivered_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, case when ?::boolean then now() end)
       on conflict (stripe_account, event_id) where deleted_at is null do update
          set delivered_at = coalesce(stripe_checkout_event.delivered_at, excluded.delivered_at)
       returning id, status, (xmax = 0) as "isNew"`,
      [
        incoming.id,
        account,
        event.eventId,
        event.type,
        event.apiVersion,
        event.objectId,
        incoming.paymentSessionId,
        event.createdAt,
        incoming.ignoredBecause ? "ignored" : "received",
        incoming.ignoredBecause,
        incoming.isDelivery,
      ]
    )
    if (!row) {
      throw new MedusaError(
        MedusaError.Types.DB_ERROR,
        "The event was not stored."
      )
    }
    const isTriedAgain =
      incoming.isDelivery && (row.status === "failed" || row.status === "dead")
    return isTriedAgain ? this.requeue(row) : row
  }

  private async requeue(stored: StoredEvent): Promise<StoredEvent> {
    await this.sql(
      `update stripe_checkout_event
          set attempts = case when status = 'dead' then 0 else attempts end,
              status = 'received', updated_at = now()
        where id = ? and status in ('failed', 'dead')
        returning id`,
      [stored.id]
    )
    return { ...stored, status: "received" }
  }

  /** The events that a synchronization starting now will process. */
  async unsettled(paymentSessionId: string): Promise<UnsettledEvent[]> {
    return this.sql<UnsettledEvent>(
      `select id, stripe_account, occurred_at from stripe_checkout_event
        where payment_session_id = ? and status in ('received', 'failed')
          and deleted_at is null`,
      [paymentSessionId]
    )
  }

  async settle(
    ids: readonly string[],
    outcome: { readonly status: EventStatus; readonly reason: string }
  ): Promise<void> {
    if (!ids.length) {
      return
    }
    await this.sql(
      `update stripe_checkout_event
          set status = ?, reason = ?, attempts = attempts + 1,
              processed_at = now(), updated_at = now()
        where id in (${ids.map(() => "?").join(", ")})
        returning id`,
      [outcome.status, outcome.reason, ...ids]
    )
  }

  /** Their payment has come in sync, so what they report has been seen. */
  async settleDead(paymentSessionId: string, reason: string): Promise<void> {
    await this.sql(
      `update stripe_checkout_event
          set status = 'processed', reason = ?, processed_at = now(), updated_at = now()
        where payment_session_id = ? and status = 'dead' and deleted_at is null
        returning id`,
      [reason, paymentSessionId]
    )
  }

  /**
   * Records a failure. After many failures the event is dead: it is not tried again until
   * a person resends or replays it.
   *
   * @returns Stripe's ids of the events that are dead as of this failure.
   */
  async fail(ids: readonly string[], reason: string): Promise<string[]> {
    if (!ids.length) {
      return []
    }
    const rows = await this.sql<{ event_id: string; status: EventStatus }>(
      `update stripe_checkout_event
          set status = case when attempts + 1 >= ? then 'dead' else 'failed' end,
              reason = ?, attempts = attempts + 1, updated_at = now()
        where id in (${ids.map(() => "?").join(", ")})
        returning event_id, status`,
      [MAX_ATTEMPTS, reason, ...ids]
    )
    return rows
      .filter(({ status }) => status === "dead")
      .map(({ event_id }) => event_id)
  }

  /**
   * Payments with unprocessed events that the bus has lost. A payment whose synchronization
   * failed waits for its next one instead, with everything that arrived meanwhile.
   */
  async forgotten(limit: number): Promise<string[]> {
    const rows = await this.sql<{ payment_session_id: string }>(
      `select distinct e.payment_session_id
         from stripe_checkout_event e
         join stripe_checkout_payment p using (payment_session_id)
         join stripe_checkout_purchase pu on pu.id = p.purchase_id
        where e.status = 'received' and e.payment_session_id is not null
          and e.updated_at < now() - interval '20 seconds'
          and (pu.lease_until is null or pu.lease_until < now())
          and (p.sync_failures = 0 or p.next_sync_at is null or p.next_sync_at <= now())
          and e.deleted_at is null and p.deleted_at is null
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
