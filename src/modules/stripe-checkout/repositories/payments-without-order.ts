/**
 * Payments whose money is held or captured and that have no order.
 */
import { type PaymentRow, readRow, type StoredRow } from "./payment-row"
import type { SqlRunner } from "./sql"

export interface PaymentWithoutOrderRow {
  readonly row: PaymentRow
  readonly hasPendingRequest: boolean
}

export interface Page {
  readonly limit: number
  readonly offset: number
}

/** Exactly as the index on these payments has it. */
export const WITHOUT_ORDER = `order_id is null and state in ('authorized', 'captured')
          and (amount_capturable > 0 or amount_captured > amount_refunded)
          and deleted_at is null`

export class PaymentsWithoutOrder {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /** Newest first. */
  async list({ limit, offset }: Page): Promise<PaymentWithoutOrderRow[]> {
    const rows = await this.sql<StoredRow & { has_pending_request: boolean }>(
      `select p.*, exists (
                select from stripe_checkout_operation o
                 where o.payment_session_id = p.payment_session_id and o.status = 'pending'
                   and o.source <> 'system' and o.deleted_at is null) as has_pending_request
         from stripe_checkout_payment p
        where ${WITHOUT_ORDER}
        order by p.created_at desc, p.id desc limit ? offset ?`,
      [limit, offset]
    )
    return rows.map(({ has_pending_request: hasPendingRequest, ...row }) => ({
      row: readRow(row),
      hasPendingRequest,
    }))
  }

  async count(): Promise<number> {
    const [row] = await this.sql<{ count: number }>(
      `select count(*)::integer as count from stripe_checkout_payment p
        where ${WITHOUT_ORDER}`,
      []
    )
    return row?.count ?? 0
  }

  /** It is due now, and failures count from the start again. */
  async clearBackOff(paymentSessionId: string): Promise<void> {
    await this.sql(
      `update stripe_checkout_payment
          set next_sync_at = now(), sync_failures = 0, updated_at = now()
        where payment_session_id = ? and deleted_at is null
        returning id`,
      [paymentSessionId]
    )
  }
}
