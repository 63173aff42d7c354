/**
 * What the payments of a cart and its order have in common.
 */
import { type Lease, LeaseLostError } from "./leases"
import type { SqlRunner } from "./sql"

export class Purchases {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /**
   * Since when an order has Medusa's own status that was read now. Medusa keeps no time of
   * it, so the order's last change counts when a status is read for the first time.
   *
   * @param changedAt when the order was last changed, an ISO date
   * @throws LeaseLostError when another worker has taken over.
   */
  async medusaStatusSince(
    lease: Lease,
    {
      status,
      changedAt,
    }: { readonly status: string; readonly changedAt: string }
  ): Promise<string> {
    const [row] = await this.sql<{ since: Date }>(
      `update stripe_checkout_purchase
          set medusa_status_since = case when medusa_status = ? then medusa_status_since
                                         else ?::timestamptz end,
              medusa_status = ?, updated_at = now()
        where id = ? and lease_fence = ?
        returning medusa_status_since as since`,
      [status, changedAt, status, lease.purchaseId, lease.fence]
    )
    if (!row) {
      throw new LeaseLostError(lease)
    }
    return row.since.toISOString()
  }
}
