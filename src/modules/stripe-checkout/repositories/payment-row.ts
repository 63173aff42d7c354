/**
 * One binding, as the rest of the plugin sees it.
 */

/**
 * Amounts in major units, as the database writes decimals; points in time as ISO
 * dates, because what passes between workflow steps is JSON.
 */
export interface PaymentRow {
  readonly id: string
  readonly payment_session_id: string
  readonly account: string
  readonly cart_id: string | null
  readonly order_id: string | null
  readonly payment_id: string | null
  readonly checkout_session_id: string | null
  readonly payment_intent_id: string | null
  readonly currency_code: string
  readonly amount: string
  readonly fingerprint: string | null
  readonly contents: string | null
  readonly open_attempt: number
  readonly page_expires_at: string | null
  readonly state: string
  readonly reason: string | null
  readonly amount_capturable: string
  readonly amount_captured: string
  readonly amount_refunded: string
  readonly capture_before: string | null
  readonly told_situation: string | null
  readonly is_releasing: boolean
  readonly looked_at: string | null
  readonly next_look_at: string | null
  readonly unplaceable_since: string | null
  readonly failed_looks: number
  readonly continues: string | null
  readonly is_deadline_told: boolean
}

/** Columns that are written while the lease is held. */
export type PaymentPatch = Partial<
  Omit<PaymentRow, "id" | "payment_session_id" | "account" | "currency_code">
>

/** As the database driver gives it. */
export type StoredRow = Omit<PaymentRow, TimeColumn> &
  Readonly<Record<TimeColumn, Date | null>>

type TimeColumn =
  | "page_expires_at"
  | "capture_before"
  | "looked_at"
  | "next_look_at"
  | "unplaceable_since"

const TIME_COLUMNS: readonly TimeColumn[] = [
  "page_expires_at",
  "capture_before",
  "looked_at",
  "next_look_at",
  "unplaceable_since",
]

export function readRow(stored: StoredRow): PaymentRow {
  const times = TIME_COLUMNS.map((column) => [
    column,
    stored[column]?.toISOString() ?? null,
  ])
  return { ...stored, ...Object.fromEntries(times) } as PaymentRow
}

/** Medusa keeps the exact decimal beside each amount. */
export function rawAmount(amount: string): string {
  return JSON.stringify({ value: amount, precision: 20 })
}
