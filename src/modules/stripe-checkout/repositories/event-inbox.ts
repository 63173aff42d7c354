/**
 * The inbox of Stripe's events as people search it, newest first. Its ids are ULIDs, so their
 * order is the order of arrival.
 *
 * The shop may have received millions of events, and only the unsettled ones and those of a
 * payment have an index of their own. Everything else is searched in windows of the newest rows.
 */
import {
  allOf,
  type Condition,
  idsAsJson,
  OF_PAYMENTS,
  when,
} from "./conditions"
import type { Reason, ReasonParams } from "../domain/reasons/reason"
import type { EventStatus } from "./events"
import { readNullableReason } from "./reason-columns"
import type { SqlRunner } from "./sql"

export interface EventRow {
  readonly id: string
  readonly stripe_account: string
  readonly event_id: string
  readonly type: string
  readonly object_id: string | null
  readonly payment_session_id: string | null
  readonly occurred_at: Date
  readonly delivered_at: Date | null
  readonly status: EventStatus
  readonly reason: Reason | null
  readonly attempts: number
  readonly processed_at: Date | null
  readonly replayed_at: Date | null
  /** The user's id. */
  readonly replayed_by: string | null
  readonly created_at: Date
}

type StoredEvent = Omit<EventRow, "reason"> & {
  readonly reason_code: string | null
  readonly reason_params: ReasonParams | null
}

export interface EventFilter {
  readonly status: EventStatus | null
  readonly type: string | null
  readonly account: string | null
  /** Stripe's id or ours. */
  readonly eventId: string | null
  /** Only those of these payments; null for all. */
  readonly paymentSessionIds: readonly string[] | null
  /** Our ids begin with their time: at or after this one, and before that one. */
  readonly since: string | null
  readonly before: string | null
  readonly limit: number
}

export interface EventPage {
  readonly events: readonly EventRow[]
  /** Where the next page begins; null at the end. */
  readonly next: string | null
}

export interface UnsettledCounts {
  readonly received: number
  readonly failed: number
  readonly dead: number
}

/** Some hundredths of a second for Postgres. */
const WINDOW = 20_000

const UNSETTLED: ReadonlySet<EventStatus> = new Set([
  "received",
  "failed",
  "dead",
])

export class EventInbox {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /** A page may be short, or empty, although there are more: the next one searches on. */
  async list(filter: EventFilter): Promise<EventPage> {
    const isNarrow =
      filter.eventId !== null ||
      filter.paymentSessionIds !== null ||
      (filter.status !== null && UNSETTLED.has(filter.status))
    if (isNarrow) {
      return toPage(await this.listNarrow(filter), filter.limit, null)
    }
    const start = await this.windowStart(filter)
    const found = await this.listWindow(filter)
    return toPage(found, filter.limit, start)
  }

  /** Few rows, so all of them are read before they are sorted. */
  private async listNarrow(filter: EventFilter): Promise<EventRow[]> {
    const where = allOf([
      { sql: "deleted_at is null", parameters: [] },
      when(filter.status, "status = ?"),
      filter.status !== null && UNSETTLED.has(filter.status)
        ? { sql: "status in ('received', 'failed', 'dead')", parameters: [] }
        : null,
      when(filter.eventId, "(event_id = ? or id = ?)", (id) => [id, id]),
      when(filter.paymentSessionIds, OF_PAYMENTS, idsAsJson),
    ])
    const range = rangeOf(filter)
    const rest = restOf(filter)
    return this.read(
      `with narrow as materialized (
         select * from stripe_checkout_event where ${where.sql}
       )
       select * from narrow where ${range.sql} and ${rest.sql}
        order by id desc limit ?`,
      [
        ...where.parameters,
        ...range.parameters,
        ...rest.parameters,
        filter.limit + 1,
      ]
    )
  }

  private async listWindow(filter: EventFilter): Promise<EventRow[]> {
    const range = rangeOf(filter)
    const rest = restOf(filter)
    return this.read(
      `select * from (
         select * from stripe_checkout_event
          where ${range.sql} order by id desc limit ${WINDOW}
       ) recent
        where ${rest.sql}
        order by id desc limit ?`,
      [...range.parameters, ...rest.parameters, filter.limit + 1]
    )
  }

  /** The oldest event of the window; null when the window holds all that is left. */
  private async windowStart(filter: EventFilter): Promise<string | null> {
    const range = rangeOf(filter)
    const [row] = await this.sql<{ id: string }>(
      `select id from stripe_checkout_event
        where ${range.sql} order by id desc offset ${WINDOW - 1} limit 1`,
      range.parameters
    )
    return row?.id ?? null
  }

  async find(id: string): Promise<EventRow | null> {
    const [row] = await this.read(
      `select * from stripe_checkout_event
        where (id = ? or event_id = ?) and deleted_at is null
        limit 1`,
      [id, id]
    )
    return row ?? null
  }

  private async read(
    sql: string,
    parameters: readonly unknown[]
  ): Promise<EventRow[]> {
    const rows = await this.sql<StoredEvent>(sql, parameters)
    return rows.map(({ reason_code, reason_params, ...row }) => ({
      ...row,
      reason: readNullableReason(reason_code, reason_params),
    }))
  }

  /** Which of Stripe's events have arrived. */
  async known(
    account: string,
    eventIds: readonly string[]
  ): Promise<ReadonlySet<string>> {
    const rows = await this.sql<{ event_id: string }>(
      `select event_id from stripe_checkout_event
        where event_id = any (array(select jsonb_array_elements_text(?::jsonb)))
          and stripe_account = ? and deleted_at is null`,
      [...idsAsJson(eventIds), account]
    )
    return new Set(rows.map(({ event_id }) => event_id))
  }

  async countUnsettled(): Promise<UnsettledCounts> {
    const rows = await this.sql<{ status: EventStatus; count: number }>(
      `select status, count(*)::integer as count from stripe_checkout_event
        where status in ('received', 'failed', 'dead') and deleted_at is null
        group by status`,
      []
    )
    const countOf = (status: EventStatus): number =>
      rows.find((row) => row.status === status)?.count ?? 0
    return {
      received: countOf("received"),
      failed: countOf("failed"),
      dead: countOf("dead"),
    }
  }
}

/** When they arrived. */
function rangeOf({ since, before }: EventFilter): Condition {
  return allOf([
    { sql: "deleted_at is null", parameters: [] },
    when(since, "id >= ?"),
    when(before, "id < ?"),
  ])
}

function restOf({ status, type, account }: EventFilter): Condition {
  return allOf([
    when(status, "status = ?"),
    when(type, "type = ?"),
    when(account, "stripe_account = ?"),
  ])
}

/** One row more than requested says that there is another page. */
function toPage(
  found: readonly EventRow[],
  limit: number,
  windowStart: string | null
): EventPage {
  const events = found.slice(0, limit)
  const last = events.at(-1)
  const hasMore = found.length > limit && last !== undefined
  return { events, next: hasMore ? last.id : windowStart }
}
