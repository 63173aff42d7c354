/**
 * The payment history: what people and rules requested, what the plugin did of its own
 * accord, and what came of it.
 */
import type { SystemOperationKind } from "../domain/decision/decision-traits"
import type { OuterReasonCode, Reason } from "../domain/reasons/reason"
import {
  type NewRequest,
  type OperationRow,
  type OperationStatus,
  readOperation,
  type RequestRow,
  type StoredOperation,
  type SystemOperation,
} from "./operation-row"
import { rawAmount } from "./payment-row"
import { toReasonColumns } from "./reason-columns"
import type { SqlRunner } from "./sql"

export interface OperationOutcome {
  readonly status: OperationStatus
  readonly reason: Reason
  /** Major units that really moved; absent where nothing did, or all that was requested. */
  readonly amount?: string
}

const NO_LONGER_NEEDED: OuterReasonCode = "no_longer_needed"

export class Operations {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /**
   * The same cause never requests twice; but what is still pending can be rejected.
   *
   * @returns true when this changed anything
   */
  async request(request: NewRequest): Promise<boolean> {
    const rows = await this.sql(
      `insert into stripe_checkout_operation
         (id, payment_session_id, order_id, kind, source, amount, raw_amount, currency_code,
          trigger, rule, actor, requested_by_status, status, reason_code, reason_params,
          settled_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, case when ? then now() end)
       on conflict (payment_session_id, trigger) where deleted_at is null do update
          set status = excluded.status, reason_code = excluded.reason_code,
              reason_params = excluded.reason_params,
              settled_at = excluded.settled_at, updated_at = now()
        where stripe_checkout_operation.status = 'pending'
          and excluded.status = 'rejected'
       returning id`,
      [
        request.id,
        request.paymentSessionId,
        request.orderId,
        request.kind,
        request.source,
        request.amount,
        request.amount === null ? null : rawAmount(request.amount),
        request.currencyCode,
        request.trigger,
        request.rule,
        request.actor,
        request.requestedByStatus,
        request.isRejected ? "rejected" : "pending",
        ...toReasonColumns(request.reason),
        request.isRejected,
      ]
    )
    return rows.length > 0
  }

  /** Written before it is done; done again, it is the same row with one attempt more. */
  async begin(operation: SystemOperation): Promise<string> {
    const [row] = await this.sql<{ id: string }>(
      `insert into stripe_checkout_operation
         (id, payment_session_id, order_id, kind, source, currency_code, trigger, status,
          reason_code, reason_params)
       values (?, ?, ?, ?, 'system', ?, ?, 'pending', ?, ?)
       on conflict (payment_session_id, trigger) where deleted_at is null do update
          set status = 'pending', reason_code = excluded.reason_code,
              reason_params = excluded.reason_params, settled_at = null,
              order_id = excluded.order_id, updated_at = now()
       returning id`,
      [
        operation.id,
        operation.paymentSessionId,
        operation.orderId,
        operation.kind,
        operation.currencyCode,
        operation.trigger,
        ...toReasonColumns(operation.reason),
      ]
    )
    return row?.id ?? operation.id
  }

  async nextPending(paymentSessionId: string): Promise<RequestRow | null> {
    const request = await this.findOne(
      `select * from stripe_checkout_operation
        where payment_session_id = ? and status = 'pending' and source <> 'system'
          and deleted_at is null
        order by created_at, id limit 1`,
      [paymentSessionId]
    )
    return request as RequestRow | null
  }

  /**
   * Written before Stripe is called: from now on the money may have moved.
   *
   * @param capturedBefore major units that Stripe has captured of the payment by now
   * @returns false when it is no longer pending, because somebody has stopped it
   */
  async markBegun(
    id: string,
    capturedBefore: string | null = null
  ): Promise<boolean> {
    const rows = await this.sql(
      `update stripe_checkout_operation
          set captured_before = case when begun_at is null then ?::numeric
                                     else captured_before end,
              raw_captured_before = case when begun_at is null then ?::jsonb
                                         else raw_captured_before end,
              begun_at = coalesce(begun_at, now()), updated_at = now()
        where id = ? and status = 'pending'
        returning id`,
      [
        capturedBefore,
        capturedBefore === null ? null : rawAmount(capturedBefore),
        id,
      ]
    )
    return rows.length > 0
  }

  /** When a cause first requested something of any payment of the order. */
  async firstRequestedAt(
    orderId: string,
    trigger: string
  ): Promise<string | null> {
    const [row] = await this.sql<{ first: Date | null }>(
      `select min(created_at) as first from stripe_checkout_operation
        where order_id = ? and trigger = ? and deleted_at is null`,
      [orderId, trigger]
    )
    return row?.first?.toISOString() ?? null
  }

  async findByTrigger(
    paymentSessionId: string,
    trigger: string
  ): Promise<OperationRow | null> {
    return this.findOne(
      `select * from stripe_checkout_operation
        where payment_session_id = ? and trigger = ? and deleted_at is null`,
      [paymentSessionId, trigger]
    )
  }

  async find(id: string): Promise<OperationRow | null> {
    return this.findOne(
      `select * from stripe_checkout_operation where id = ?`,
      [id]
    )
  }

  private async findOne(
    sql: string,
    parameters: readonly unknown[]
  ): Promise<OperationRow | null> {
    const [row] = await this.sql<StoredOperation>(sql, parameters)
    return row ? readOperation(row) : null
  }

  async settle(id: string, outcome: OperationOutcome): Promise<void> {
    const amount = outcome.amount ?? null
    await this.sql(
      `update stripe_checkout_operation
          set status = ?, reason_code = ?, reason_params = ?,
              attempts = attempts + 1,
              amount = coalesce(?::numeric, amount),
              raw_amount = coalesce(?::jsonb, raw_amount),
              settled_at = now(), updated_at = now()
        where id = ? and status = 'pending'
        returning id`,
      [
        outcome.status,
        ...toReasonColumns(outcome.reason),
        amount,
        amount === null ? null : rawAmount(amount),
        id,
      ]
    )
  }

  /**
   * The payment is in sync, so what a crashed pass had begun has either succeeded or is
   * no longer needed.
   *
   * @param succeeded the kinds whose effect is there
   */
  async settleInterrupted(
    paymentSessionId: string,
    succeeded: ReadonlySet<SystemOperationKind>
  ): Promise<void> {
    const kinds = [...succeeded]
    const places = kinds.map(() => "?").join(", ")
    await this.sql(
      `update stripe_checkout_operation
          set status = case when kind in (${places}) then 'succeeded' else 'rejected' end,
              reason_code = case when kind in (${places}) then reason_code
                                 else '${NO_LONGER_NEEDED}' end,
              reason_params = case when kind in (${places}) then reason_params
                                   else reason_params ||
                                     jsonb_build_object('cause', reason_code) end,
              settled_at = now(), updated_at = now()
        where payment_session_id = ? and source = 'system' and status = 'pending'
          and deleted_at is null
        returning id`,
      [...kinds, ...kinds, ...kinds, paymentSessionId]
    )
  }

  /** Why requested captures wait. As a part of a bulk request, they are left to their payments. */
  async explainPending(
    paymentSessionId: string,
    reason: Reason
  ): Promise<void> {
    await this.sql(
      `update stripe_checkout_operation
          set reason_code = ?, reason_params = ?, attempts = greatest(attempts, 1),
              updated_at = now()
        where payment_session_id = ? and status = 'pending' and source <> 'system'
          and kind = 'capture' and reason_code <> ? and deleted_at is null
        returning id`,
      [...toReasonColumns(reason), paymentSessionId, reason.code]
    )
  }

  /** It failed and may work later: it stays pending. */
  async recordAttempt(id: string, reason: Reason): Promise<void> {
    await this.sql(
      `update stripe_checkout_operation
          set reason_code = ?, reason_params = ?, attempts = attempts + 1, updated_at = now()
        where id = ? and status = 'pending'
        returning id`,
      [...toReasonColumns(reason), id]
    )
  }
}
