/**
 * One payment row, as the rest of the plugin sees it.
 */
import type { StripePayment } from "../domain/decision/payment-state"
import type { Reason, ReasonParams } from "../domain/reasons/reason"
import { readNullableReason, toReasonColumns } from "./reason-columns"

/**
 * Amounts in major units, as the database writes decimals; points in time as ISO
 * dates, because what passes between workflow steps is JSON.
 */
export interface PaymentRow {
  readonly id: string
  readonly payment_session_id: string
  readonly stripe_account: string
  readonly cart_id: string | null
  readonly order_id: string | null
  readonly purchase_id: string
  readonly payment_id: string | null
  readonly checkout_session_id: string | null
  readonly payment_intent_id: string | null
  readonly currency_code: string
  /** What the shopper was asked to pay; more once an increment of the hold was read. */
  readonly amount: string
  readonly page_hash: string | null
  readonly contents_hash: string | null
  readonly checkout_session_attempt: number
  readonly checkout_session_expires_at: string | null
  readonly state: string
  readonly reason: Reason | null
  readonly amount_capturable: string
  readonly amount_captured: string
  readonly amount_refunded: string
  readonly refunds: readonly RefundRecord[] | null
  readonly capture_before: string | null
  readonly reported_status: string | null
  readonly release_requested: boolean
  readonly synced_at: string | null
  readonly kept_reading: StripePayment | null
  readonly grants: StoredGrants | null
  readonly next_sync_at: string | null
  readonly order_failing_since: string | null
  readonly sync_failures: number
  readonly sync_failed_since: string | null
  /** Why the last synchronization failed; null while none does. */
  readonly sync_failure: Reason | null
  readonly replaces_payment_session_id: string | null
  readonly expiry_notified_at: string | null
  readonly created_at: string
}

/** What the issuer grants for the hold; the names sort as Postgres sorts them. */
export interface StoredGrants {
  /** Major units that one capture may take; null without overcapture. */
  readonly most: string | null
  /** Part captures keep the rest held. */
  readonly parts: boolean
  /** The issuer can be asked to hold more; absent where not. */
  readonly increments?: true
}

/** A refund as it was last read at Stripe, and what subscribers know of it. */
export interface RefundRecord {
  readonly id: string
  /** Major units. */
  readonly amount: string
  readonly status: string
  /** Stripe's code: why it failed, or why it is pending. */
  readonly reason: string | null
  /** ISO date. */
  readonly created_at: string
  /** The status that was last reported; null before the first report. */
  readonly reported_status: string | null
}

/** Columns that are written while the lease is held. */
export type PaymentPatch = Partial<
  Omit<
    PaymentRow,
    | "id"
    | "payment_session_id"
    | "purchase_id"
    | "created_at"
    | "stripe_account"
    | "currency_code"
  >
>

/** As the database driver gives it. */
export type StoredRow = Omit<
  PaymentRow,
  TimeColumn | "created_at" | "reason" | "sync_failure"
> &
  Readonly<Record<TimeColumn, Date | null>> & {
    readonly created_at: Date
    readonly reason_code: string | null
    readonly reason_params: ReasonParams | null
    readonly sync_failure_code: string | null
    readonly sync_failure_params: ReasonParams | null
  }

type TimeColumn =
  | "checkout_session_expires_at"
  | "capture_before"
  | "synced_at"
  | "next_sync_at"
  | "order_failing_since"
  | "sync_failed_since"
  | "expiry_notified_at"

const TIME_COLUMNS: readonly TimeColumn[] = [
  "checkout_session_expires_at",
  "capture_before",
  "synced_at",
  "next_sync_at",
  "order_failing_since",
  "sync_failed_since",
  "expiry_notified_at",
]

export function readRow({
  reason_code,
  reason_params,
  sync_failure_code,
  sync_failure_params,
  ...stored
}: StoredRow): PaymentRow {
  const times = TIME_COLUMNS.map((column) => [
    column,
    stored[column]?.toISOString() ?? null,
  ])
  const created_at = stored.created_at.toISOString()
  return {
    ...stored,
    ...Object.fromEntries(times),
    created_at,
    reason: readNullableReason(reason_code, reason_params),
    sync_failure: readNullableReason(sync_failure_code, sync_failure_params),
  } as PaymentRow
}

/** Medusa keeps the exact decimal beside each amount. */
export function rawAmount(amount: string): string {
  return JSON.stringify({ value: amount, precision: 20 })
}

const AMOUNT_COLUMNS = new Set([
  "amount",
  "amount_capturable",
  "amount_captured",
  "amount_refunded",
])

/** The columns that a patch writes, with their values. */
function toColumns({
  reason,
  refunds,
  kept_reading,
  grants,
  sync_failure,
  ...patch
}: PaymentPatch): readonly (readonly [string, unknown])[] {
  const columns = Object.entries(patch).flatMap(
    ([column, value]): [string, unknown][] =>
      AMOUNT_COLUMNS.has(column)
        ? [
            [column, value],
            [`raw_${column}`, rawAmount(String(value))],
          ]
        : [[column, value]]
  )
  return [
    ...columns,
    // The driver would write an array as one of Postgres' own.
    ...(refunds === undefined
      ? []
      : [["refunds", refunds && JSON.stringify(refunds)] as const]),
    ...(kept_reading === undefined
      ? []
      : [
          [
            "kept_reading",
            kept_reading && JSON.stringify(kept_reading),
          ] as const,
        ]),
    ...(grants === undefined
      ? []
      : [["grants", grants && JSON.stringify(grants)] as const]),
    ...toNullableReasonColumns("reason", reason),
    ...toNullableReasonColumns("sync_failure", sync_failure),
  ]
}

function toNullableReasonColumns(
  name: "reason" | "sync_failure",
  reason: Reason | null | undefined
): readonly (readonly [string, unknown])[] {
  if (reason === undefined) {
    return []
  }
  const [code, params] = reason ? toReasonColumns(reason) : [null, null]
  return [
    [`${name}_code`, code],
    [`${name}_params`, params],
  ]
}

/** For the `set` of an update. */
export function toAssignments(patch: PaymentPatch): {
  readonly assignments: string
  readonly values: readonly unknown[]
} {
  const columns = toColumns(patch)
  return {
    assignments: [
      ...columns.map(([column]) => `${column} = ?`),
      "updated_at = now()",
    ].join(", "),
    values: columns.map(([, value]) => value),
  }
}
