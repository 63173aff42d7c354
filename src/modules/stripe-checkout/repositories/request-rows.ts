/**
 * Writes the rows of a request, whatever it concerns: the payments of one order, or those
 * of thousands.
 */
import type { Reason } from "../domain/reasons/reason"
import type { RequestRow } from "./operation-row"
import { rawAmount } from "./payment-row"
import { toReasonColumns } from "./reason-columns"
import type { SqlRunner } from "./sql"

export interface NewRequestRow {
  readonly id: string
  readonly paymentSessionId: string
  /** Null where there is no order yet. */
  readonly orderId: string | null
  readonly kind: RequestRow["kind"]
  /** Major units; null takes what is held and owed. */
  readonly amount: string | null
  /** Major units over all payments of the order; null takes what is held and owed. */
  readonly requestedAmount: string | null
  /** Of the first row: unique among all requests. */
  readonly requestId: string | null
  readonly bulkId: string | null
  readonly currencyCode: string
  readonly trigger: string
  readonly actor: string | null
  readonly reason: Reason
}

const COLUMNS = `id, payment_session_id, order_id, kind, amount, raw_amount, requested_amount,
  raw_requested_amount, request_id, bulk_id, currency_code, trigger, actor, reason_code,
  reason_params`

/** All or none: the first one fails when its request id was used before. They are carried out in this order. */
const INSERT = `
  with part as (
    select * from jsonb_to_recordset(?::jsonb)
        as part(position int, id text, payment_session_id text, order_id text, kind text,
                amount numeric, raw_amount jsonb, requested_amount numeric,
                raw_requested_amount jsonb, request_id text, bulk_id text, currency_code text,
                trigger text, actor text, reason_code text, reason_params jsonb)
  ), first as (
    insert into stripe_checkout_operation (${COLUMNS}, source, status)
    select ${COLUMNS}, 'request', 'pending' from part where position = 0
    on conflict do nothing
    returning id
  )
  insert into stripe_checkout_operation (${COLUMNS}, source, status, created_at)
  select ${COLUMNS}, 'request', 'pending', now() + position * interval '1 microsecond'
    from part where position > 0 and exists (select 1 from first)
  on conflict do nothing
  returning id`

export async function insertRequests(
  sql: SqlRunner,
  rows: readonly NewRequestRow[]
): Promise<void> {
  await sql(INSERT, [JSON.stringify(rows.map(toColumns))])
}

function toColumns(
  row: NewRequestRow,
  position: number
): Record<string, unknown> {
  const [reason_code, reason_params] = toReasonColumns(row.reason)
  return {
    position,
    id: row.id,
    payment_session_id: row.paymentSessionId,
    order_id: row.orderId,
    kind: row.kind,
    ...amountColumns("amount", row.amount),
    ...amountColumns("requested_amount", row.requestedAmount),
    request_id: row.requestId,
    bulk_id: row.bulkId,
    currency_code: row.currencyCode,
    trigger: row.trigger,
    actor: row.actor,
    reason_code,
    reason_params: JSON.parse(reason_params) as unknown,
  }
}

function amountColumns(
  column: "amount" | "requested_amount",
  amount: string | null
): Record<string, unknown> {
  return {
    [column]: amount,
    [`raw_${column}`]:
      amount === null ? null : (JSON.parse(rawAmount(amount)) as unknown),
  }
}
