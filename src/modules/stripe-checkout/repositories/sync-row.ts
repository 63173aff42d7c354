/**
 * What a sync pass reads of our own tables about a payment: one statement.
 */
import type { MoneyStatus } from "../domain/order-status/money-status"
import { type PaymentRow, readRow, type StoredRow } from "./payment-row"

/** A payment's row, and what a synchronization has to know of the rows around it. */
export interface SyncRow {
  readonly row: PaymentRow
  /** The status of the order's money that was last reported; null before the first. */
  readonly orderStatus: MoneyStatus | null
  readonly hasOpenDiscrepancy: boolean
  /** One of the plugin's own actions has begun and has no outcome. */
  readonly hasInterrupted: boolean
  /** The purchase has other payments at which anything was paid or may be. */
  readonly hasOthers: boolean
}

export type StoredSyncRow = StoredRow & {
  readonly order_status: MoneyStatus | null
  readonly has_open_discrepancy: boolean
  readonly has_interrupted: boolean
  readonly has_others: boolean
}

export const SELECT_SYNC_ROW = `
  select p.*, pu.reported_status as order_status,
         exists (select 1 from stripe_checkout_discrepancy d
                  where d.payment_session_id = p.payment_session_id
                    and d.status = 'open' and d.deleted_at is null)
           as has_open_discrepancy,
         exists (select 1 from stripe_checkout_operation o
                  where o.payment_session_id = p.payment_session_id
                    and o.source = 'system' and o.status = 'pending'
                    and o.deleted_at is null) as has_interrupted,
         exists (select 1 from stripe_checkout_payment other
                  where other.purchase_id = p.purchase_id and other.id <> p.id
                    and other.state <> 'expired' and other.deleted_at is null)
           as has_others
    from stripe_checkout_payment p
    join stripe_checkout_purchase pu on pu.id = p.purchase_id
   where p.payment_session_id = ? and p.deleted_at is null`

export function readSyncRow({
  order_status: orderStatus,
  has_open_discrepancy: hasOpenDiscrepancy,
  has_interrupted: hasInterrupted,
  has_others: hasOthers,
  ...row
}: StoredSyncRow): SyncRow {
  return {
    row: readRow(row),
    orderStatus,
    hasOpenDiscrepancy,
    hasInterrupted,
    hasOthers,
  }
}
