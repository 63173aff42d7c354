/**
 * Columns of Medusa's rows that the plugin reads or writes through Medusa's own modules,
 * so that no statement of ours names them.
 */
import type { SqlRunner } from "../repositories/sql"

export const NEEDED_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  capture: ["id", "payment_id", "amount", "raw_amount", "created_by"],
  refund: [
    "id",
    "payment_id",
    "amount",
    "raw_amount",
    "created_by",
    "created_at",
    "refund_reason_id",
  ],
  payment: [
    "amount",
    "raw_amount",
    "currency_code",
    "captured_at",
    "canceled_at",
    "payment_collection_id",
    "payment_session_id",
  ],
  payment_session: ["amount", "raw_amount", "data", "status", "authorized_at"],
  payment_collection: [
    "amount",
    "raw_amount",
    "captured_amount",
    "refunded_amount",
    "status",
    "metadata",
  ],
  order_change: ["change_type", "status", "version", "created_by"],
  order_change_action: ["action", "amount", "details", "reference"],
  order_credit_line: ["amount", "metadata"],
}

interface ColumnRow {
  readonly table_name: string
  readonly column_name: string
}

/** @returns one sentence for each table that lacks a column. */
export async function findMissingColumns(sql: SqlRunner): Promise<string[]> {
  const tables = Object.keys(NEEDED_COLUMNS)
  const rows = await sql<ColumnRow>(
    `select table_name, column_name from information_schema.columns
      where table_schema = any (current_schemas(false))
        and table_name in (${tables.map(() => "?").join(", ")})`,
    tables
  )
  const found = new Set(
    rows.map(({ table_name, column_name }) => `${table_name}.${column_name}`)
  )
  return Object.entries(NEEDED_COLUMNS).flatMap(([table, columns]) => {
    const missing = columns.filter((column) => !found.has(`${table}.${column}`))
    return missing.length
      ? [`Medusa's table ${table} has no column ${missing.join(", ")}.`]
      : []
  })
}
