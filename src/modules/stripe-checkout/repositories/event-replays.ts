/**
 * Marks stored events so that they are processed again. What waits already is left as it is,
 * so nothing is replayed twice at once.
 */
import type { EventStatus } from "./events"
import type { SqlRunner } from "./sql"

export interface ChosenEvent {
  readonly id: string
  readonly event_id: string
  readonly payment_session_id: string | null
  /** Before it was marked. */
  readonly status: EventStatus
}

export interface MarkedEvent {
  readonly id: string
  readonly payment_session_id: string
}

/** The user's id is the statement's last parameter. */
const REPLAYED = "replayed_at = now(), replayed_by = ?, updated_at = now()"

export class EventReplays {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /** By Stripe's ids or ours. @returns those that exist, as they were before. */
  async markThese(
    ids: readonly string[],
    actor: string | null
  ): Promise<ChosenEvent[]> {
    const json = JSON.stringify(ids)
    return this.sql<ChosenEvent>(
      `with chosen as materialized (
         select id, event_id, payment_session_id, status from stripe_checkout_event
          where deleted_at is null
            and (id = any (array(select jsonb_array_elements_text(?::jsonb)))
                 or event_id = any (array(select jsonb_array_elements_text(?::jsonb))))
          for update
       ), marked as (
         update stripe_checkout_event
            set status = 'received', attempts = 0, ${REPLAYED}
          where id = any (array(select id from chosen
                                 where status <> 'received' and payment_session_id is not null))
         returning id
       )
       select * from chosen`,
      [json, json, actor]
    )
  }

  /** Some of those that failed, or that are dead. */
  async markUnsettled(
    status: "failed" | "dead",
    limit: number,
    actor: string | null
  ): Promise<MarkedEvent[]> {
    return this.sql<MarkedEvent>(
      `with chosen as materialized (
         select id from stripe_checkout_event
          where status = ? and status in ('received', 'failed', 'dead')
            and payment_session_id is not null and deleted_at is null
          limit ? for update skip locked
       )
       update stripe_checkout_event
          set status = 'received', attempts = 0, ${REPLAYED}
        where id = any (array(select id from chosen))
       returning id, payment_session_id`,
      [status, limit, actor]
    )
  }

  /** The oldest whose ids, which begin with the time of arrival, are in a range. */
  async markRange(
    {
      since,
      before,
      limit,
    }: {
      readonly since: string
      readonly before: string
      readonly limit: number
    },
    actor: string | null
  ): Promise<MarkedEvent[]> {
    return this.sql<MarkedEvent>(
      `with chosen as materialized (
         select id from stripe_checkout_event
          where id >= ? and id < ? and status <> 'received'
            and payment_session_id is not null and deleted_at is null
          order by id limit ? for update skip locked
       )
       update stripe_checkout_event
          set status = 'received', attempts = 0, ${REPLAYED}
        where id = any (array(select id from chosen))
       returning id, payment_session_id`,
      [since, before, limit, actor]
    )
  }
}
