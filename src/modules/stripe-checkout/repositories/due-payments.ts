/**
 * When payments are synchronized next without anybody asking.
 */
import type { Reason } from "../domain/reasons/reason"
import { HELD, type Lease } from "./leases"
import { toReasonColumns } from "./reason-columns"
import type { SqlRunner } from "./sql"

export class DuePayments {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /**
   * Payments that are due and that nobody is synchronizing: the hold that lapses soonest
   * first, then what waits longest, and what keeps failing last. An expired lease belonged
   * to a worker that died, perhaps in its very last step: what others requested of it
   * meanwhile is still to be done.
   */
  async due(limit: number): Promise<string[]> {
    const rows = await this.sql<{ payment_session_id: string }>(
      `select payment_session_id from (
         (select p.payment_session_id, false as fails, p.capture_before,
                 p.next_sync_at as since
            from stripe_checkout_payment p
            join stripe_checkout_purchase pu on pu.id = p.purchase_id
           where p.next_sync_at <= now() and p.sync_failures = 0
             and p.deleted_at is null and pu.lease_until is null
           order by p.capture_before, p.next_sync_at limit ?)
          union all
         (select p.payment_session_id, true as fails, p.capture_before,
                 p.next_sync_at as since
            from stripe_checkout_payment p
            join stripe_checkout_purchase pu on pu.id = p.purchase_id
           where p.next_sync_at <= now() and p.sync_failures > 0
             and p.deleted_at is null and pu.lease_until is null
           order by p.capture_before, p.next_sync_at limit ?)
          union all
         (select p.payment_session_id, false as fails, p.capture_before,
                 least(p.next_sync_at, pu.lease_until) as since
            from stripe_checkout_purchase pu
            join stripe_checkout_payment p on p.purchase_id = pu.id and p.deleted_at is null
           where pu.lease_until < now() and pu.deleted_at is null
           order by p.capture_before, since limit ?)
       ) due
        order by fails, capture_before, since limit ?`,
      [limit, limit, limit, limit]
    )
    return rows.map((row) => row.payment_session_id)
  }

  /** For work that waits its turn: should the process die before, the job finds it. */
  async markDue(paymentSessionIds: readonly string[]): Promise<void> {
    await this.sql(
      `update stripe_checkout_payment
          set next_sync_at = least(coalesce(next_sync_at, now()), now())
        where payment_session_id in (select jsonb_array_elements_text(?::jsonb))
          and deleted_at is null
        returning id`,
      [JSON.stringify(paymentSessionIds)]
    )
  }

  /** A sync failed: the next one waits, unless somebody requests one meanwhile. */
  async postpone(
    lease: Lease,
    { delayMs, reason }: { readonly delayMs: number; readonly reason: Reason }
  ): Promise<void> {
    await this.sql(
      `update stripe_checkout_payment
          set sync_failures = sync_failures + 1,
              sync_failed_since = coalesce(sync_failed_since, now()),
              sync_failure_code = ?, sync_failure_params = ?::jsonb,
              next_sync_at = now() + ? * interval '1 millisecond'
        where payment_session_id = ? and deleted_at is null and purchase_id in ${HELD}
        returning id`,
      [
        ...toReasonColumns(reason),
        delayMs,
        lease.paymentSessionId,
        lease.purchaseId,
        lease.fence,
      ]
    )
  }
}
