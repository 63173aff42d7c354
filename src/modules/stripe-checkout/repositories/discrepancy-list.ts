/**
 * The recorded discrepancies as people read them, and what a person says about one.
 */
import type { Reason } from "../domain/reasons/reason"
import { allOf, idsAsJson, OF_PAYMENTS, when } from "./conditions"
import { fromReasonColumns, type ReasonColumns } from "./reason-columns"
import type { SqlRunner } from "./sql"

export type DiscrepancyStatus = "open" | "repaired" | "resolved"

/** Amounts in major units. */
export interface DiscrepancyRow {
  readonly id: string
  readonly payment_session_id: string
  readonly order_id: string | null
  readonly kind: string
  readonly status: DiscrepancyStatus
  readonly reason: Reason
  readonly currency_code: string
  readonly medusa_captured: string
  readonly medusa_refunded: string
  readonly stripe_capturable: string
  readonly stripe_captured: string
  readonly stripe_refunded: string
  readonly created_at: Date
  readonly resolved_at: Date | null
  readonly resolved_by: string | null
  readonly note: string | null
}

type StoredDiscrepancy = Omit<DiscrepancyRow, "reason"> & ReasonColumns

export interface DiscrepancyFilter {
  readonly status: DiscrepancyStatus
  readonly kind: string | null
  readonly account: string | null
  /** Only those of these payments; null for all. */
  readonly paymentSessionIds: readonly string[] | null
  /** Only those recorded before this one. */
  readonly before: string | null
  readonly limit: number
}

export class DiscrepancyList {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /** Newest first. */
  async list(filter: DiscrepancyFilter): Promise<DiscrepancyRow[]> {
    const where = allOf([
      when(filter.status, "status = ?"),
      when(filter.kind, "kind = ?"),
      when(filter.paymentSessionIds, OF_PAYMENTS, idsAsJson),
      when(filter.account, OF_ACCOUNT),
      when(filter.before, "id < ?"),
    ])
    const rows = await this.sql<StoredDiscrepancy>(
      `select d.* from stripe_checkout_discrepancy d
        where deleted_at is null and ${where.sql}
        order by id desc limit ?`,
      [...where.parameters, filter.limit]
    )
    return rows.map(readDiscrepancy)
  }

  async find(id: string): Promise<DiscrepancyRow | null> {
    const [row] = await this.sql<StoredDiscrepancy>(
      `select * from stripe_checkout_discrepancy where id = ? and deleted_at is null`,
      [id]
    )
    return row ? readDiscrepancy(row) : null
  }

  /** @returns null when it is not open, or there is none. */
  async resolveByHand(
    id: string,
    { by, note }: { readonly by: string; readonly note: string }
  ): Promise<DiscrepancyRow | null> {
    const [row] = await this.sql<StoredDiscrepancy>(
      `update stripe_checkout_discrepancy
          set status = 'resolved', resolved_at = now(), resolved_by = ?, note = ?,
              updated_at = now()
        where id = ? and status = 'open' and deleted_at is null
        returning *`,
      [by, note, id]
    )
    return row ? readDiscrepancy(row) : null
  }
}

/** Read one by one: there are few discrepancies, and many payments. */
const OF_ACCOUNT = `(select p.stripe_account from stripe_checkout_payment p
          where p.payment_session_id = d.payment_session_id and p.deleted_at is null) = ?`

function readDiscrepancy({
  reason_code,
  reason_params,
  ...row
}: StoredDiscrepancy): DiscrepancyRow {
  return { ...row, reason: fromReasonColumns({ reason_code, reason_params }) }
}
