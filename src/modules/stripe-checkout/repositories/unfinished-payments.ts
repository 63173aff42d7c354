/**
 * What the plugin still has to do with money: whoever removes it, an account or its key has
 * to wait for these payments.
 */
import type { MajorAmount } from "../domain/money"
import { WITHOUT_ORDER } from "./payments-without-order"
import { HELD_NOW } from "./payment-views"
import type { SqlRunner } from "./sql"

export type UnfinishedKind =
  /** The issuer holds money that is neither captured nor released. */
  | "held"
  /** A shopper may still pay on Stripe's page. */
  | "open"
  /** A bank debit, or another method that takes its time to answer. */
  | "processing"
  /** Captured, and there is no order. */
  | "captured_without_order"

export interface UnfinishedPaymentsRow {
  readonly account: string
  readonly kind: UnfinishedKind
  readonly currency_code: string
  readonly payments: number
  /** Major units. */
  readonly amount: MajorAmount
}

export class UnfinishedPayments {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /** As of the last synchronization of each. */
  async count(): Promise<UnfinishedPaymentsRow[]> {
    return this.sql<UnfinishedPaymentsRow>(
      `select account, kind, currency_code, count(*)::integer as payments,
              sum(amount)::text as amount
         from (
           select p.stripe_account as account, 'held' as kind, p.currency_code,
                  p.amount_capturable as amount
             from stripe_checkout_payment p
            where ${HELD_NOW}
           union all
           select p.stripe_account, 'open', p.currency_code, p.amount
             from stripe_checkout_payment p
            where p.state = 'awaiting_customer' and p.deleted_at is null
              and p.checkout_session_expires_at > now()
           union all
           select p.stripe_account, 'processing', p.currency_code, p.amount
             from stripe_checkout_payment p
            where p.state in ('processing', 'unrecognized') and p.deleted_at is null
              and p.next_sync_at is not null
           union all
           select stripe_account, 'captured_without_order', currency_code,
                  amount_captured - amount_refunded
             from stripe_checkout_payment
            where ${WITHOUT_ORDER} and state = 'captured'
         ) unfinished
        group by account, kind, currency_code
        order by account, kind, currency_code`,
      []
    )
  }
}
