/**
 * What people and programs request of an order's money, or of a payment that has no order.
 * One request may concern several payments; its rows are written together or not at all.
 */
import type { Reason } from "../domain/reasons/reason"
import type {
  PaymentLinkActionKind,
  RequestRow,
  SavedCardChargeKind,
} from "./operation-row"
import { rawAmount } from "./payment-row"
import { toReasonColumns } from "./reason-columns"
import { insertRequests } from "./request-rows"
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

/** Done at once, and recorded with the person who did it. */
export interface PaymentLinkAction {
  readonly id: string
  readonly paymentSessionId: string
  readonly orderId: string
  readonly kind: PaymentLinkActionKind | SavedCardChargeKind
  /** Absent: `succeeded`. */
  readonly status?: "succeeded" | "failed"
  /** Major units that the link requests. */
  readonly amount: string
  readonly currencyCode: string
  /** The caller's own id; null when the caller gave none. */
  readonly requestId: string | null
  readonly actor: string | null
  readonly reason: Reason
}

export interface RecordedRequest {
  /** The first of its rows. */
  readonly id: string
  readonly payment_session_id: string
  readonly trigger: string
  readonly order_id: string | null
  readonly kind:
    RequestRow["kind"] | PaymentLinkActionKind | SavedCardChargeKind
  readonly requested_amount: string | null
  readonly currency_code: string
}

export class OrderRequests {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /** Records nothing when the request id was used before, for whatever. */
  async record({ parts, ...request }: OrderRequest): Promise<void> {
    await insertRequests(
      this.sql,
      parts.map(({ id, paymentSessionId, amount }, position) => ({
        id,
        paymentSessionId,
        orderId: request.orderId,
        kind: request.kind,
        amount,
        requestedAmount: request.requestedAmount,
        requestId: position === 0 ? request.requestId : null,
        bulkId: null,
        currencyCode: request.currencyCode,
        trigger: request.trigger,
        actor: request.actor,
        reason: request.reason,
      }))
    )
  }

  /** Records nothing when the request id was used before. */
  async recordLinkAction(action: PaymentLinkAction): Promise<void> {
    await this.sql(
      `insert into stripe_checkout_operation
         (id, payment_session_id, order_id, kind, source, amount, raw_amount, currency_code,
          request_id, trigger, actor, status, reason_code, reason_params, settled_at)
       values (?, ?, ?, ?, 'request', ?, ?, ?, ?, ?, ?, ?, ?, ?, now())
       on conflict do nothing
       returning id`,
      [
        action.id,
        action.paymentSessionId,
        action.orderId,
        action.kind,
        action.amount,
        rawAmount(action.amount),
        action.currencyCode,
        action.requestId,
        `${action.kind}:${action.id}`,
        action.actor,
        action.status ?? "succeeded",
        ...toReasonColumns(action.reason),
      ]
    )
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
