import { sql } from "./order-records"
import type { Store } from "./store"

export type EventRecord = {
  readonly id: string
  readonly event_id: string
  readonly stripe_account: string
  readonly type: string
  readonly status: "received" | "processed" | "ignored" | "failed" | "dead"
  readonly reason_code: string | null
  readonly attempts: number
  /** Null as long as only a sweep has read it. */
  readonly delivered_at: Date | null
  readonly payment_session_id: string | null
}

/** The events in the inbox that are about one payment, oldest first. */
export async function eventsAbout(
  store: Store,
  paymentSessionId: string
): Promise<EventRecord[]> {
  return sql<EventRecord>(
    store,
    `select * from stripe_checkout_event
      where payment_session_id = :paymentSessionId and deleted_at is null
      order by occurred_at, id`,
    { paymentSessionId }
  )
}
