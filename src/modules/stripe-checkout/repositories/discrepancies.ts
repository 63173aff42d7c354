/**
 * Differences between Medusa and Stripe: repaired ones for the record, open ones for a
 * person.
 */
import type { Reason } from "../domain/reasons/reason"
import { rawAmount } from "./payment-row"
import { toReasonColumns } from "./reason-columns"
import { type Batch, removeBatch } from "./remove-batch"
import type { SqlRunner } from "./sql"

/** Amounts in major units, as both sides said when it was found. */
export interface NewDiscrepancy {
  readonly id: string
  readonly paymentSessionId: string
  readonly orderId: string | null
  readonly kind: string
  readonly status: "open" | "repaired"
  readonly reason: Reason
  readonly currencyCode: string
  readonly medusaCaptured: string
  readonly medusaRefunded: string
  readonly stripeCapturable: string
  readonly stripeCaptured: string
  readonly stripeRefunded: string
}

export class Discrepancies {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /**
   * @returns true when it is new: an open one is recorded once, and not again after a person
   * has resolved it, as long as reason and amounts are the same.
   */
  async record(found: NewDiscrepancy): Promise<boolean> {
    const amounts = [
      found.medusaCaptured,
      found.medusaRefunded,
      found.stripeCapturable,
      found.stripeCaptured,
      found.stripeRefunded,
    ]
    const rows = await this.sql(
      `insert into stripe_checkout_discrepancy
         (id, payment_session_id, order_id, kind, status, reason_code, reason_params, currency_code,
          medusa_captured, medusa_refunded, stripe_capturable, stripe_captured, stripe_refunded,
          raw_medusa_captured, raw_medusa_refunded, raw_stripe_capturable,
          raw_stripe_captured, raw_stripe_refunded, resolved_at)
       select found.*, case when status = 'repaired' then now() end
         from (select ?::text, ?::text as payment_session_id, ?::text, ?::text as kind,
                      ?::text as status, ?::text as reason_code, ?::jsonb as reason_params,
                      ?::text, ?::numeric as medusa_captured, ?::numeric as medusa_refunded,
                      ?::numeric as stripe_capturable, ?::numeric as stripe_captured,
                      ?::numeric as stripe_refunded, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb,
                      ?::jsonb) found
        where status <> 'open'
           or not exists (
             select from stripe_checkout_discrepancy known
              where known.payment_session_id = found.payment_session_id
                and known.deleted_at is null and known.resolved_by is not null
                and (known.kind, known.reason_code, known.reason_params, known.medusa_captured,
                     known.medusa_refunded, known.stripe_capturable, known.stripe_captured,
                     known.stripe_refunded)
                  = (found.kind, found.reason_code, found.reason_params, found.medusa_captured,
                     found.medusa_refunded, found.stripe_capturable, found.stripe_captured,
                     found.stripe_refunded))
       on conflict (payment_session_id, kind) where status = 'open' and deleted_at is null
          do nothing
       returning id`,
      [
        found.id,
        found.paymentSessionId,
        found.orderId,
        found.kind,
        found.status,
        ...toReasonColumns(found.reason),
        found.currencyCode,
        ...amounts,
        ...amounts.map(rawAmount),
      ]
    )
    return rows.length > 0
  }

  /** What was open and no longer is. */
  async resolve(
    paymentSessionId: string,
    {
      onlyOf,
      stillOpen,
    }: {
      /** A kind; null for all. */
      readonly onlyOf: string | null
      readonly stillOpen: readonly string[]
    }
  ): Promise<void> {
    await this.sql(
      `update stripe_checkout_discrepancy
          set status = 'resolved', resolved_at = now(), updated_at = now()
        where payment_session_id = ? and status = 'open' and deleted_at is null
          and (?::text is null or kind = ?)
          and kind not in (select jsonb_array_elements_text(?::jsonb))
        returning id`,
      [paymentSessionId, onlyOf, onlyOf, JSON.stringify(stillOpen)]
    )
  }

  /** Some of the oldest that were repaired or resolved. @returns how many. */
  async prune({ olderThanDays, limit }: Batch): Promise<number> {
    return removeBatch(this.sql, {
      table: "stripe_checkout_discrepancy",
      which: `status in ('repaired', 'resolved')
          and resolved_at < now() - ? * interval '1 day'
        order by resolved_at limit ?`,
      parameters: [olderThanDays, limit],
    })
  }
}
