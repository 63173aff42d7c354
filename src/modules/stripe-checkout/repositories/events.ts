/**
 * The inbox of Stripe's events: stored once, then settled with a reason.
 */
import { MedusaError } from "@medusajs/framework/utils"

import type { VerifiedEvent } from "../stripe/webhooks"
import type { SqlRunner } from "./sql"

export type EventStatus =
  "received" | "processed" | "ignored" | "failed" | "dead"

export interface IncomingEvent {
  readonly id: string
  readonly account: string
  readonly event: VerifiedEvent
  /** Whether the plugin acts on events of this type. */
  readonly isHandled: boolean
  /** Sent by Stripe, not read by a sweep. */
  readonly isDelivery: boolean
}

export interface StoredEvent {
  readonly id: string
  readonly status: EventStatus
  readonly isNew: boolean
  /** To be processed since this delivery: it is new, or it had failed. */
  readonly isQueued: boolean
  readonly paymentSessionId: string | null
  /** Its Checkout Session is not known, and may be one that a crash has hidden. */
  readonly mustAdopt: boolean
}

export interface UnsettledEvent {
  readonly id: string
  readonly stripe_account: string
  /** When Stripe made it. */
  readonly occurred_at: Date
}

/**
 * Our own row first: another payment session may have replaced the one in the metadata.
 * Days after a refund Stripe sends its reference number, and nothing else has changed; a
 * refund is reported once Medusa's ledger has followed, so nothing is left to do either.
 */
const STORE = `
  with payment as (
    select p.payment_session_id, p.checkout_session_id,
           exists (select 1 from jsonb_array_elements(coalesce(p.refunds, '[]')::jsonb) r
                    where r ->> 'id' = ? and r ->> 'status' = ?
                      and r ->> 'reported_status' = r ->> 'status') as knows_refund
      from stripe_checkout_payment p
     where p.stripe_account = ? and p.deleted_at is null
       and (p.payment_intent_id = ? or p.checkout_session_id = ? or p.payment_session_id = ?)
     order by p.payment_intent_id = ? desc nulls last, p.checkout_session_id = ? desc nulls last
     limit 1
  ), judged as (
    select p.payment_session_id, p.checkout_session_id,
           case when not ?::boolean then 'The plugin does not act on events of this type.'
                when p.payment_session_id is null then 'The event is about no payment of this store and account.'
                when p.knows_refund then 'The event says nothing new about the refund.'
            end as ignored_because
      from (select 1) one left join payment p on true
  ), stored as (
    insert into stripe_checkout_event as e
      (id, stripe_account, event_id, type, api_version, object_id, payment_session_id,
       occurred_at, status, reason, delivered_at)
    select ?, ?, ?, ?, ?, ?, payment_session_id, ?::timestamptz,
           case when ignored_because is null then 'received' else 'ignored' end,
           ignored_because, case when ?::boolean then now() end
      from judged
    on conflict (stripe_account, event_id) where deleted_at is null do update
       set delivered_at = coalesce(e.delivered_at, excluded.delivered_at),
           attempts = case when ?::boolean and e.status = 'dead' then 0 else e.attempts end,
           updated_at = case when ?::boolean and e.status in ('failed', 'dead') then now() else e.updated_at end,
           status = case when ?::boolean and e.status in ('failed', 'dead') then 'received' else e.status end
    returning e.id, e.status, e.payment_session_id, e.updated_at, (xmax = 0) as is_new
  )
  select s.id, s.status, s.is_new as "isNew", s.payment_session_id as "paymentSessionId",
         s.status = 'received' and s.updated_at = now() as "isQueued",
         s.payment_session_id is not null and j.checkout_session_id is null and ?::boolean as "mustAdopt"
    from stored s cross join judged j`

export class Events {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /**
   * Stores an event once, with its payment. A repeated delivery changes nothing, unless the
   * event had failed: a merchant who sends it again from Stripe's Dashboard wants a retry.
   */
  async store(incoming: IncomingEvent): Promise<StoredEvent> {
    const { event, account, isDelivery } = incoming
    const [row] = await this.sql<StoredEvent>(STORE, [
      event.objectId,
      event.refundStatus,
      account,
      event.paymentIntentId,
      event.checkoutSessionId,
      event.paymentSessionId,
      event.paymentIntentId,
      event.checkoutSessionId,
      incoming.isHandled,
      incoming.id,
      account,
      event.eventId,
      event.type,
      event.apiVersion,
      event.objectId,
      event.createdAt,
      isDelivery,
      isDelivery,
      isDelivery,
      isDelivery,
      event.checkoutSessionId !== null,
    ])
    if (!row) {
      throw new MedusaError(
        MedusaError.Types.DB_ERROR,
        "The event was not stored."
      )
    }
    return row
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

  /**
   * Their payment has come in sync, so what they report has been seen, and so has what dead
   * events of it reported.
   */
  async settleProcessed(
    paymentSessionId: string,
    {
      ids,
      reason,
    }: { readonly ids: readonly string[]; readonly reason: string }
  ): Promise<void> {
    await this.sql(
      `update stripe_checkout_event
          set status = 'processed', reason = ?, processed_at = now(), updated_at = now(),
              attempts = case when status = 'dead' then attempts else attempts + 1 end
        where payment_session_id = ? and deleted_at is null
          and (status = 'dead' or id in (select jsonb_array_elements_text(?::jsonb)))
        returning id`,
      [reason, paymentSessionId, JSON.stringify(ids)]
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
          and e.deleted_at is null
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
          and (?::timestamptz is null or occurred_at >= ?::timestamptz)
          and (?::timestamptz is null or occurred_at < ?::timestamptz)
        returning payment_session_id`,
      [
        selection.eventId,
        selection.eventId,
        selection.eventId,
        selection.onlyFailed,
        selection.from,
        selection.from,
        selection.until,
        selection.until,
      ]
    )
    return [...new Set(rows.flatMap(({ payment_session_id: id }) => id ?? []))]
  }

  /** Stripe itself forgets events after 30 days; nothing can be resent then. */
  async prune(olderThanDays: number): Promise<number> {
    const rows = await this.sql(
      `delete from stripe_checkout_event
        where status in ('processed', 'ignored')
          and updated_at < now() - ? * interval '1 day'
        returning id`,
      [olderThanDays]
    )
    return rows.length
  }
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
