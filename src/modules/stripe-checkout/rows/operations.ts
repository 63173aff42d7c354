/**
 * What was wanted of a payment, and what came of it.
 */
import type { SqlRunner } from "./sql-runner"

export type OperationStatus = "wanted" | "done" | "failed" | "declined"

/** Amounts in major units. */
export interface OperationRow {
  readonly id: string
  readonly payment_session_id: string
  readonly order_id: string | null
  readonly kind: "capture" | "release"
  readonly amount: string | null
  readonly rule: string
  readonly actor: string | null
  readonly requested_by_status: string | null
  readonly status: OperationStatus
  readonly reason: string
  readonly attempts: number
  readonly created_at: Date
  readonly settled_at: Date | null
}

export interface NewOperation {
  readonly id: string
  readonly paymentSessionId: string
  readonly orderId: string | null
  readonly kind: "capture" | "release"
  /** Major units. */
  readonly amount: string | null
  readonly currencyCode: string
  readonly trigger: string
  readonly rule: string
  readonly actor: string | null
  readonly requestedByStatus: string | null
  readonly isDeclined: boolean
  readonly reason: string
}

export class Operations {
  private readonly run: SqlRunner

  constructor(run: SqlRunner) {
    this.run = run
  }

  /**
   * The same cause never asks twice; but what is still wanted can be withdrawn.
   *
   * @returns true when this changed anything.
   */
  async ask(operation: NewOperation): Promise<boolean> {
    const rows = await this.run(
      `insert into stripe_checkout_operation
         (id, payment_session_id, order_id, kind, amount, raw_amount, currency_code,
          trigger, rule, actor, requested_by_status, status, reason, settled_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, case when ? then now() end)
       on conflict (payment_session_id, trigger) where deleted_at is null do update
          set status = excluded.status, reason = excluded.reason,
              settled_at = excluded.settled_at, updated_at = now()
        where stripe_checkout_operation.status = 'wanted'
          and excluded.status = 'declined'
       returning id`,
      [
        operation.id,
        operation.paymentSessionId,
        operation.orderId,
        operation.kind,
        operation.amount,
        operation.amount === null
          ? null
          : JSON.stringify({ value: operation.amount, precision: 20 }),
        operation.currencyCode,
        operation.trigger,
        operation.rule,
        operation.actor,
        operation.requestedByStatus,
        operation.isDeclined ? "declined" : "wanted",
        operation.reason,
        operation.isDeclined,
      ]
    )
    return rows.length > 0
  }

  async nextWanted(paymentSessionId: string): Promise<OperationRow | null> {
    const [row] = await this.run<OperationRow>(
      `select * from stripe_checkout_operation
        where payment_session_id = ? and status = 'wanted' and deleted_at is null
        order by created_at, id limit 1`,
      [paymentSessionId]
    )
    return row ?? null
  }

  /** The newest capture that was really tried: done or failed, not declined. */
  async lastTriedCapture(
    paymentSessionId: string
  ): Promise<OperationRow | null> {
    const [row] = await this.run<OperationRow>(
      `select * from stripe_checkout_operation
        where payment_session_id = ? and kind = 'capture'
          and status in ('done', 'failed') and deleted_at is null
        order by settled_at desc, id desc limit 1`,
      [paymentSessionId]
    )
    return row ?? null
  }

  async list(paymentSessionId: string): Promise<OperationRow[]> {
    return this.run<OperationRow>(
      `select * from stripe_checkout_operation
        where payment_session_id = ? and deleted_at is null
        order by created_at desc, id desc limit 50`,
      [paymentSessionId]
    )
  }

  async findByTrigger(
    paymentSessionId: string,
    trigger: string
  ): Promise<OperationRow | null> {
    const [row] = await this.run<OperationRow>(
      `select * from stripe_checkout_operation
        where payment_session_id = ? and trigger = ? and deleted_at is null`,
      [paymentSessionId, trigger]
    )
    return row ?? null
  }

  async find(id: string): Promise<OperationRow | null> {
    const [row] = await this.run<OperationRow>(
      `select * from stripe_checkout_operation where id = ?`,
      [id]
    )
    return row ?? null
  }

  async settle(
    id: string,
    outcome: { readonly status: OperationStatus; readonly reason: string }
  ): Promise<void> {
    await this.run(
      `update stripe_checkout_operation
          set status = ?, reason = ?, attempts = attempts + 1,
              settled_at = now(), updated_at = now()
        where id = ? and status = 'wanted'
        returning id`,
      [outcome.status, outcome.reason, id]
    )
  }

  /** It did not work and may work later: it stays wanted. */
  async noteAttempt(id: string, reason: string): Promise<void> {
    await this.run(
      `update stripe_checkout_operation
          set reason = ?, attempts = attempts + 1, updated_at = now()
        where id = ? and status = 'wanted'
        returning id`,
      [reason, id]
    )
  }
}
