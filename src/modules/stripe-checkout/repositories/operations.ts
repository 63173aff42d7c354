/**
 * The timeline of a payment: what people and rules requested, what the plugin did of
 * its own accord, and what came of it.
 */
import type { SystemOperationKind } from "../domain/decision/decision-traits"
import { rawAmount } from "./payment-row"
import type { SqlRunner } from "./sql"

/** A person's or program's request, a capture rule, or the plugin itself. */
export type OperationSource = "request" | "rule" | "system"

export type OperationStatus = "pending" | "succeeded" | "failed" | "rejected"

/** Amounts in major units. */
export interface OperationRow {
  readonly id: string
  readonly payment_session_id: string
  readonly order_id: string | null
  readonly kind: "capture" | SystemOperationKind
  readonly source: OperationSource
  readonly amount: string | null
  readonly rule: string | null
  readonly actor: string | null
  readonly requested_by_status: string | null
  readonly status: OperationStatus
  readonly reason: string
  readonly attempts: number
  readonly created_at: Date
  readonly settled_at: Date | null
}

/** What a person, a program or a rule requested. */
export type RequestRow = OperationRow & {
  readonly kind: "capture" | "release"
  readonly source: "request" | "rule"
}

export interface NewRequest {
  readonly id: string
  readonly paymentSessionId: string
  readonly orderId: string | null
  readonly kind: "capture" | "release"
  readonly source: "request" | "rule"
  /** Major units; null takes what is held and owed. */
  readonly amount: string | null
  readonly currencyCode: string
  /** The cause. The same cause never requests twice of one payment. */
  readonly trigger: string
  readonly rule: string | null
  readonly actor: string | null
  readonly requestedByStatus: string | null
  readonly isRejected: boolean
  readonly reason: string
}

export interface SystemOperation {
  readonly id: string
  readonly paymentSessionId: string
  readonly orderId: string | null
  readonly kind: SystemOperationKind
  readonly currencyCode: string
  readonly trigger: string
  readonly reason: string
}

export interface OperationOutcome {
  readonly status: OperationStatus
  readonly reason: string
  /** Major units that really moved; absent where nothing did, or all that was requested. */
  readonly amount?: string
}

/** A timeline shows the newest; older rows are history. */
const NEWEST = 50

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
          trigger, rule, actor, requested_by_status, status, reason, settled_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, case when ? then now() end)
       on conflict (payment_session_id, trigger) where deleted_at is null do update
          set status = excluded.status, reason = excluded.reason,
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
        request.reason,
        request.isRejected,
      ]
    )
    return rows.length > 0
  }

  /** Written before it is done; done again, it is the same row with one attempt more. */
  async begin(operation: SystemOperation): Promise<string> {
    const [row] = await this.sql<{ id: string }>(
      `insert into stripe_checkout_operation
         (id, payment_session_id, order_id, kind, source, currency_code, trigger, status, reason)
       values (?, ?, ?, ?, 'system', ?, ?, 'pending', ?)
       on conflict (payment_session_id, trigger) where deleted_at is null do update
          set status = 'pending', reason = excluded.reason, settled_at = null,
              order_id = excluded.order_id, updated_at = now()
       returning id`,
      [
        operation.id,
        operation.paymentSessionId,
        operation.orderId,
        operation.kind,
        operation.currencyCode,
        operation.trigger,
        operation.reason,
      ]
    )
    return row?.id ?? operation.id
  }

  async nextPending(paymentSessionId: string): Promise<RequestRow | null> {
    const [row] = await this.sql<RequestRow>(
      `select * from stripe_checkout_operation
        where payment_session_id = ? and status = 'pending' and source <> 'system'
          and deleted_at is null
        order by created_at, id limit 1`,
      [paymentSessionId]
    )
    return row ?? null
  }

  /** The newest capture that was really tried: succeeded or failed, not rejected. */
  async lastTriedCapture(
    paymentSessionId: string
  ): Promise<OperationRow | null> {
    const [row] = await this.sql<OperationRow>(
      `select * from stripe_checkout_operation
        where payment_session_id = ? and kind = 'capture'
          and status in ('succeeded', 'failed') and deleted_at is null
        order by settled_at desc, id desc limit 1`,
      [paymentSessionId]
    )
    return row ?? null
  }

  /** Requests and the plugin's own acts, newest first. */
  async timeline(paymentSessionId: string): Promise<OperationRow[]> {
    return this.sql<OperationRow>(
      `select * from stripe_checkout_operation
        where payment_session_id = ? and deleted_at is null
        order by created_at desc, id desc limit ${NEWEST}`,
      [paymentSessionId]
    )
  }

  async findByTrigger(
    paymentSessionId: string,
    trigger: string
  ): Promise<OperationRow | null> {
    const [row] = await this.sql<OperationRow>(
      `select * from stripe_checkout_operation
        where payment_session_id = ? and trigger = ? and deleted_at is null`,
      [paymentSessionId, trigger]
    )
    return row ?? null
  }

  async find(id: string): Promise<OperationRow | null> {
    const [row] = await this.sql<OperationRow>(
      `select * from stripe_checkout_operation where id = ?`,
      [id]
    )
    return row ?? null
  }

  async settle(id: string, outcome: OperationOutcome): Promise<void> {
    const amount = outcome.amount ?? null
    await this.sql(
      `update stripe_checkout_operation
          set status = ?, reason = ?, attempts = attempts + 1,
              amount = coalesce(?::numeric, amount),
              raw_amount = coalesce(?::jsonb, raw_amount),
              settled_at = now(), updated_at = now()
        where id = ? and status = 'pending'
        returning id`,
      [
        outcome.status,
        outcome.reason,
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
              reason = case when kind in (${places}) then reason
                            else 'No longer needed. ' || reason end,
              settled_at = now(), updated_at = now()
        where payment_session_id = ? and source = 'system' and status = 'pending'
        returning id`,
      [...kinds, ...kinds, paymentSessionId]
    )
  }

  /** It failed and may work later: it stays pending. */
  async recordAttempt(id: string, reason: string): Promise<void> {
    await this.sql(
      `update stripe_checkout_operation
          set reason = ?, attempts = attempts + 1, updated_at = now()
        where id = ? and status = 'pending'
        returning id`,
      [reason, id]
    )
  }
}
