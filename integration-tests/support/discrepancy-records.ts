import { sql } from "./order-records"
import type { Store } from "./store"

export type DiscrepancyRecord = {
  readonly kind: string
  readonly status: "open" | "repaired" | "resolved"
  readonly reason_code: string
  readonly reason_params: Readonly<Record<string, unknown>>
  readonly order_id: string | null
  readonly medusa_captured: number
  readonly medusa_refunded: number
  readonly stripe_capturable: number
  readonly stripe_captured: number
  readonly stripe_refunded: number
  readonly resolved_at: Date | null
}

/** The recorded discrepancies, oldest first. */
export async function discrepanciesOf(
  store: Store,
  paymentSessionId: string
): Promise<DiscrepancyRecord[]> {
  return sql<DiscrepancyRecord>(
    store,
    `select kind, status, reason_code, reason_params, order_id, resolved_at,
            medusa_captured::float, medusa_refunded::float, stripe_capturable::float,
            stripe_captured::float, stripe_refunded::float
       from stripe_checkout_discrepancy
      where payment_session_id = :paymentSessionId and deleted_at is null
      order by created_at, id`,
    { paymentSessionId }
  )
}
