/**
 * What was wanted of a payment, and what came of it.
 */

import { rawAmount } from "./payment-row"
import type { SqlRunner } from "./sql"

/** Something that the synchronization is about to do, of its own accord. */
export interface NewDeed {
  readonly id: string
  readonly paymentSessionId: string
  readonly orderId: string | null
  readonly kind: OperationKind
  readonly currencyCode: string
  readonly trigger: string
  readonly idempotencyKey: string | null
  readonly reason: string
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

export interface OperationOutcome {
  readonly status: OperationStatus
  readonly reason: string
  /** Major units that were really moved; absent where nothing was, or all asked for. */
  readonly amount?: string
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
        operation.amount === null ? null : rawAmount(operation.amount),
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

  /** Written before it is done; done again, it is the same row with one attempt more. */
  async begin(deed: NewDeed): Promise<string> {
    const [row] = await this.run<{ id: string }>(
      `insert into stripe_checkout_operation
         (id, payment_session_id, order_id, kind, currency_code, trigger, rule,
          idempotency_key, status, reason)
       values (?, ?, ?, ?, ?, ?, 'synchronization', ?, 'wanted', ?)
       on conflict (payment_session_id, trigger) where deleted_at is null do update
          set status = 'wanted', reason = excluded.reason, settled_at = null,
              order_id = excluded.order_id, updated_at = now()
       returning id`,
      [
        deed.id,
        deed.paymentSessionId,
        deed.orderId,
        deed.kind,
        deed.currencyCode,
        `deed:${deed.trigger}`,
        deed.idempotencyKey,
        deed.reason,
      ]
    )
    return row?.id ?? deed.id
  }

  async nextWanted(paymentSessionId: string): Promise<WishRow | null> {
    const [row] = await this.run<WishRow>(
      `select * from stripe_checkout_operation
        where payment_session_id = ? and status = 'wanted' and deleted_at is null
          and kind in ('capture', 'release') and trigger not like 'deed:%'
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

  /** What people and rules have asked for, newest first. */
  async list(paymentSessionId: string): Promise<WishRow[]> {
    return this.run<WishRow>(
      `select * from stripe_checkout_operation
        where payment_session_id = ? and trigger not like 'deed:%'
          and deleted_at is null
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

  async settle(id: string, outcome: OperationOutcome): Promise<void> {
    const amount = outcome.amount ?? null
    await this.run(
      `update stripe_checkout_operation
          set status = ?, reason = ?, attempts = attempts + 1,
              amount = coalesce(?::numeric, amount),
              raw_amount = coalesce(?::jsonb, raw_amount),
              settled_at = now(), updated_at = now()
        where id = ? and status = 'wanted'
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
   * The payment is at rest, so what was begun before a crash is done, or no longer
   * needed.
   *
   * @param done the kinds whose effect is there
   */
  async concludeDeeds(
    paymentSessionId: string,
    done: ReadonlySet<OperationKind>
  ): Promise<void> {
    const kinds = [...done]
    await this.run(
      `update stripe_checkout_operation
          set status = case when kind in (${kinds.map(() => "?").join(", ")})
                            then 'done' else 'declined' end,
              reason = case when kind in (${kinds.map(() => "?").join(", ")})
                            then reason else 'No longer needed. ' || reason end,
              settled_at = now(), updated_at = now()
        where payment_session_id = ? and trigger like 'deed:%' and status = 'wanted'
        returning id`,
      [...kinds, ...kinds, paymentSessionId]
    )
  }

  async noteKey(id: string, idempotencyKey: string): Promise<void> {
    await this.run(
      `update stripe_checkout_operation set idempotency_key = ?, updated_at = now()
        where id = ? returning id`,
      [idempotencyKey, id]
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

/**
 * One operation, as the rest of the plugin sees it.
 */

export type OperationStatus = "wanted" | "done" | "failed" | "declined"

export type OperationKind =
  "capture" | "release" | "complete" | "describe" | "record" | "repair"

/** Amounts in major units. */
export interface OperationRow {
  readonly id: string
  readonly payment_session_id: string
  readonly order_id: string | null
  readonly kind: OperationKind
  readonly amount: string | null
  readonly idempotency_key: string | null
  readonly rule: string
  readonly actor: string | null
  readonly requested_by_status: string | null
  readonly status: OperationStatus
  readonly reason: string
  readonly attempts: number
  readonly created_at: Date
  readonly settled_at: Date | null
}

export type WishRow = OperationRow & { readonly kind: "capture" | "release" }
