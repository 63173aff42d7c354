/**
 * What people and programs request of an order's money, or of a payment that has no order.
 * One request may concern several payments; its rows are written together or not at all.
 */
import type { Reason } from "../domain/reasons/reason"
import type { RequestRow } from "./operation-row"
import { rawAmount } from "./payment-row"
import { toReasonColumns } from "./reason-columns"
import type { SqlRunner } from "./sql"

export interface OrderRequest {
  /** The caller's own id; null when the caller gave none. */
  readonly requestId: string | null
  /** The same for all of the request's rows. */
  readonly trigger: string
  /** Null where there is no order yet. */
  readonly orderId: string | null
  readonly kind: RequestRow["kind"]
  /** Major units over all payments; null takes what is held and owed. */
  readonly requestedAmount: string | null
  readonly currencyCode: string
  readonly actor: string | null
  readonly reason: Reason
  readonly parts: readonly RequestPart[]
}

/** What is requested of one payment. */
export interface RequestPart {
  readonly id: string
  readonly paymentSessionId: string
  /** Major units; null takes what is held and owed. */
  readonly amount: string | null
}

export interface RecordedRequest {
  /** The first of its rows. */
  readonly id: string
  readonly payment_session_id: string
  readonly trigger: string
  readonly order_id: string | null
  readonly kind: RequestRow["kind"]
  readonly requested_amount: string | null
  readonly currency_code: string
}

/** All parts or none: the first one fails when its request id was used before. */
const RECORD = `
  with part as (
    select * from jsonb_to_recordset(?::jsonb)
        as part(position int, id text, payment_session_id text, order_id text, kind text,
                amount numeric, raw_amount jsonb, requested_amount numeric,
                raw_requested_amount jsonb, request_id text, currency_code text,
                trigger text, actor text, reason_code text, reason_params jsonb)
  ), first as (
    insert into stripe_checkout_operation
      (id, payment_session_id, order_id, kind, source, amount, raw_amount, requested_amount,
       raw_requested_amount, request_id, currency_code, trigger, actor, status, reason_code,
       reason_params)
    select id, payment_session_id, order_id, kind, 'request', amount, raw_amount,
           requested_amount, raw_requested_amount, request_id, currency_code, trigger, actor,
           'pending', reason_code, reason_params
      from part where position = 0
    on conflict do nothing
    returning id
  )
  insert into stripe_checkout_operation
    (id, payment_session_id, order_id, kind, source, amount, raw_amount, requested_amount,
     raw_requested_amount, currency_code, trigger, actor, status, reason_code, reason_params)
  select id, payment_session_id, order_id, kind, 'request', amount, raw_amount,
         requested_amount, raw_requested_amount, currency_code, trigger, actor, 'pending',
         reason_code, reason_params
    from part where position > 0 and exists (select 1 from first)
  on conflict do nothing
  returning id`

export class OrderRequests {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /** Records nothing when the request id was used before, for whatever. */
  async record({ parts, ...request }: OrderRequest): Promise<void> {
    const [reason_code, reason_params] = toReasonColumns(request.reason)
    const rows = parts.map(({ id, paymentSessionId, amount }, position) => ({
      position,
      id,
      payment_session_id: paymentSessionId,
      order_id: request.orderId,
      kind: request.kind,
      ...amountColumns("amount", amount),
      ...amountColumns("requested_amount", request.requestedAmount),
      request_id: request.requestId,
      currency_code: request.currencyCode,
      trigger: request.trigger,
      actor: request.actor,
      reason_code,
      reason_params: JSON.parse(reason_params) as unknown,
    }))
    await this.sql(RECORD, [JSON.stringify(rows)])
  }

  async find(requestId: string): Promise<RecordedRequest | null> {
    const [row] = await this.sql<RecordedRequest>(
      `select id, payment_session_id, trigger, order_id, kind, requested_amount, currency_code
         from stripe_checkout_operation
        where request_id = ? and deleted_at is null`,
      [requestId]
    )
    return row ?? null
  }

  /** The payments that a request concerns, the oldest first. */
  async paymentSessionsOf({
    order_id,
    trigger,
  }: Pick<RecordedRequest, "order_id" | "trigger">): Promise<string[]> {
    const rows = await this.sql<{ payment_session_id: string }>(
      `select o.payment_session_id
         from stripe_checkout_operation o
         join stripe_checkout_payment p on p.payment_session_id = o.payment_session_id
        where o.order_id = ? and o.trigger = ? and o.deleted_at is null
          and p.deleted_at is null
        order by p.created_at, p.id`,
      [order_id, trigger]
    )
    return rows.map((row) => row.payment_session_id)
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
