/**
 * Disputes, reviews and early fraud warnings, as Stripe showed them last.
 */
import {
  type DisputeKind,
  type DisputeSnapshot,
  type EvidenceState,
  isOpen,
  outcomeOf,
} from "../domain/disputes/dispute"
import { toMajorUnits } from "../domain/money"
import { HELD, type Lease, LeaseLostError } from "./leases"
import { rawAmount } from "./payment-row"
import type { SqlRunner } from "./sql"

/** Amounts in major units, as the database writes decimals. */
export interface DisputeRow {
  readonly id: string
  readonly kind: DisputeKind
  readonly stripe_id: string
  readonly stripe_account: string
  readonly payment_session_id: string
  readonly status: string
  readonly outcome: string | null
  readonly is_open: boolean
  readonly reason: string
  readonly amount: string | null
  readonly currency_code: string | null
  readonly evidence_due_by: Date | null
  readonly evidence_state: EvidenceState | null
  readonly is_refundable: boolean | null
  readonly balance_currency_code: string | null
  readonly withdrawn: string
  readonly reinstated: string
  readonly fees: string
  readonly opened_at: Date
  readonly closed_at: Date | null
  readonly closed_by: string | null
  readonly reported_stage: string | null
  readonly synced_at: Date
}

/** An object at Stripe, as a list shows it. */
export interface ListedDispute {
  readonly stripeId: string
  readonly paymentIntentId: string | null
  readonly status: string
}

export class Disputes {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /** Of a payment, or of several; the oldest first. */
  async of(paymentSessionIds: readonly string[]): Promise<DisputeRow[]> {
    return this.sql<DisputeRow>(
      `select * from stripe_checkout_dispute
        where payment_session_id = any (array(select jsonb_array_elements_text(?::jsonb)))
          and deleted_at is null
        order by opened_at, id`,
      [JSON.stringify(paymentSessionIds)]
    )
  }

  /**
   * What Stripe says now. How far subscribers were notified is left as it is.
   *
   * @throws LeaseLostError when another worker has taken over the payment.
   */
  async save(
    lease: Lease,
    {
      id,
      account,
      snapshot,
    }: {
      /** For a new row. */
      readonly id: string
      readonly account: string
      readonly snapshot: DisputeSnapshot
    }
  ): Promise<DisputeRow> {
    const { amount, funds } = amountsOf(snapshot)
    const dueBy = snapshot.evidenceDueBy
    const [row] = await this.sql<DisputeRow>(
      `with held as ${HELD}
       insert into stripe_checkout_dispute as d
         (id, kind, stripe_id, stripe_account, payment_session_id, status, outcome, is_open,
          reason, amount, raw_amount, currency_code, evidence_due_by, evidence_state,
          is_refundable, balance_currency_code, withdrawn, raw_withdrawn, reinstated,
          raw_reinstated, fees, raw_fees, opened_at, closed_at, synced_at)
       select ?, ?, ?, ?, ?, ?, ?, ?::boolean, ?, ?::numeric, ?::jsonb, ?,
              to_timestamp(?::double precision), ?, ?::boolean, ?, ?::numeric, ?::jsonb,
              ?::numeric, ?::jsonb, ?::numeric, ?::jsonb, to_timestamp(?::double precision),
              case when ?::boolean then null else now() end, now()
         from held
       on conflict (stripe_id) where deleted_at is null do update
          set payment_session_id = excluded.payment_session_id, status = excluded.status,
              outcome = excluded.outcome, is_open = excluded.is_open,
              reason = excluded.reason, amount = excluded.amount,
              raw_amount = excluded.raw_amount, currency_code = excluded.currency_code,
              evidence_due_by = excluded.evidence_due_by,
              evidence_state = excluded.evidence_state,
              is_refundable = excluded.is_refundable,
              balance_currency_code = excluded.balance_currency_code,
              withdrawn = excluded.withdrawn, raw_withdrawn = excluded.raw_withdrawn,
              reinstated = excluded.reinstated, raw_reinstated = excluded.raw_reinstated,
              fees = excluded.fees, raw_fees = excluded.raw_fees,
              closed_at = case when not excluded.is_open
                               then coalesce(d.closed_at, excluded.closed_at) end,
              synced_at = excluded.synced_at, updated_at = now()
       returning *`,
      [
        lease.purchaseId,
        lease.fence,
        id,
        snapshot.kind,
        snapshot.stripeId,
        account,
        lease.paymentSessionId,
        snapshot.status,
        outcomeOf(snapshot),
        isOpen(snapshot),
        snapshot.reason,
        amount,
        amount === null ? null : rawAmount(amount),
        snapshot.currencyCode,
        dueBy,
        snapshot.evidenceState,
        snapshot.isRefundable,
        snapshot.funds.currencyCode,
        ...funds.flatMap((value) => [value, rawAmount(value)]),
        snapshot.openedAt,
        isOpen(snapshot),
      ]
    )
    if (!row) {
      throw new LeaseLostError(lease)
    }
    return row
  }

  /** Subscribers have been notified up to there. */
  async markReported(id: string, stage: string): Promise<void> {
    await this.sql(
      `update stripe_checkout_dispute set reported_stage = ?, updated_at = now()
        where id = ? returning id`,
      [stage, id]
    )
  }

  /** Who approved a review in the admin. */
  async markClosedBy(stripeId: string, actor: string | null): Promise<void> {
    await this.sql(
      `update stripe_checkout_dispute set closed_by = ?, updated_at = now()
        where stripe_id = ? and deleted_at is null returning id`,
      [actor, stripeId]
    )
  }

  async isInReview(paymentSessionId: string): Promise<boolean> {
    const rows = await this.sql(
      `select id from stripe_checkout_dispute
        where kind = 'review' and payment_session_id = ? and is_open
          and deleted_at is null limit 1`,
      [paymentSessionId]
    )
    return rows.length > 0
  }

  /** Not by a warning that was here before the shop may have chosen what follows from one. */
  async isFraudSuspected(paymentSessionId: string): Promise<boolean> {
    const rows = await this.sql(
      `select id from stripe_checkout_dispute
        where kind = 'fraud_warning' and payment_session_id = ? and is_open
          and created_at > now() - interval '${DAYS_TO_ACT} days' and deleted_at is null
        limit 1`,
      [paymentSessionId]
    )
    return rows.length > 0
  }

  /** Whether subscribers know of it. */
  async isReported(stripeId: string): Promise<boolean> {
    const rows = await this.sql(
      `select id from stripe_checkout_dispute
        where stripe_id = ? and reported_stage is not null and deleted_at is null`,
      [stripeId]
    )
    return rows.length > 0
  }

  /**
   * The payments of this store, among those that a list of Stripe's names, about which
   * something is new, has changed or was not reported.
   */
  async changedAmong(
    account: string,
    listed: readonly ListedDispute[]
  ): Promise<string[]> {
    const rows = await this.sql<{ payment_session_id: string }>(
      `select distinct p.payment_session_id
         from jsonb_to_recordset(?::jsonb)
                as l (stripe_id text, payment_intent_id text, status text)
        cross join lateral (
          select payment_session_id from stripe_checkout_payment
           where payment_intent_id = l.payment_intent_id and stripe_account = ?
             and deleted_at is null
          offset 0) p
        where not coalesce((
          select d.status = l.status and d.reported_stage is not null
            from stripe_checkout_dispute d
           where d.stripe_id = l.stripe_id and d.deleted_at is null
          offset 0), false)`,
      [
        JSON.stringify(
          listed.map(({ stripeId, paymentIntentId, status }) => ({
            stripe_id: stripeId,
            payment_intent_id: paymentIntentId,
            status,
          }))
        ),
        account,
      ]
    )
    return rows.map((row) => row.payment_session_id)
  }

  /** Payments with something open that nobody has read for a day; those that wait longest. */
  async outdated(account: string, limit: number): Promise<string[]> {
    const rows = await this.sql<{ payment_session_id: string }>(
      `select distinct payment_session_id from (
         select payment_session_id from stripe_checkout_dispute
          where stripe_account = ? and is_open and deleted_at is null
            and synced_at < now() - interval '1 day'
            and opened_at > now() - interval '${DAYS_OPEN} days'
          order by synced_at limit ?) outdated`,
      [account, limit]
    )
    return rows.map((row) => row.payment_session_id)
  }
}

/** Enough for whatever keeps a refund from being made. */
const DAYS_TO_ACT = 3

/** No dispute takes longer, and after a fraud warning none begins any more. */
const DAYS_OPEN = 540

function amountsOf({ amount, currencyCode, funds }: DisputeSnapshot) {
  const balance = funds.currencyCode ?? currencyCode ?? ""
  return {
    amount:
      amount === null || currencyCode === null
        ? null
        : toMajorUnits(amount, currencyCode),
    funds: [funds.withdrawn, funds.reinstated, funds.fees].map((minor) =>
      minor === 0 ? "0" : toMajorUnits(minor, balance)
    ),
  }
}
