/**
 * The lease on one payment: who may synchronize it and move its money right now.
 *
 * It works across processes, survives a crash by expiring, and needs no open
 * transaction while Stripe is being called. A worker that was too slow finds its
 * fencing number outdated, and its writes hit no row. A worker that finds the lease
 * taken leaves a mark, so that the holder runs once more before it releases the lease.
 */
import type { SqlRunner } from "./sql"

/** Short, for quick recovery from a crash: a living worker renews it. */
export const LEASE_SECONDS = 45

export const LEASE_RENEWAL_MS = 15_000

export interface Lease {
  readonly paymentSessionId: string
  readonly owner: string
  readonly fence: number
}

export class LeaseLostError extends Error {
  constructor(lease: Lease) {
    super(
      `The lease on the payment of ${lease.paymentSessionId} ran out and another worker has taken over.`
    )
    this.name = "LeaseLostError"
  }
}

export class Leases {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /**
   * @returns null when another worker holds it; then a mark is left, and it runs once more
   * on our behalf.
   */
  async take(paymentSessionId: string, owner: string): Promise<Lease | null> {
    const lease = await this.tryToTake(paymentSessionId, owner)
    if (lease) {
      return lease
    }
    const isMarked = await this.leaveMark(paymentSessionId)
    const wasFreedMeanwhile = !isMarked && (await this.exists(paymentSessionId))
    return wasFreedMeanwhile ? this.take(paymentSessionId, owner) : null
  }

  /**
   * For callers that retry shortly: leaves no mark, or a holder with many waiting would
   * never release the lease.
   *
   * Makes the payment due at once: should the worker die, the job finds it.
   */
  async tryToTake(
    paymentSessionId: string,
    owner: string
  ): Promise<Lease | null> {
    const [row] = await this.sql<{ lease_fence: number }>(
      `update stripe_checkout_payment
          set lease_owner = ?, lease_fence = lease_fence + 1, resync_requested = false,
              lease_until = now() + ? * interval '1 second', updated_at = now(),
              next_sync_at = now()
        where payment_session_id = ? and deleted_at is null
          and (lease_until is null or lease_until < now())
        returning lease_fence`,
      [owner, LEASE_SECONDS, paymentSessionId]
    )
    return row ? { paymentSessionId, owner, fence: row.lease_fence } : null
  }

  /** @throws LeaseLostError when it ran out and was taken by another worker. */
  async renew(lease: Lease): Promise<void> {
    const rows = await this.sql(
      `update stripe_checkout_payment
          set lease_until = now() + ? * interval '1 second'
        where payment_session_id = ? and lease_fence = ?
        returning id`,
      [LEASE_SECONDS, lease.paymentSessionId, lease.fence]
    )
    if (!rows.length) {
      throw new LeaseLostError(lease)
    }
  }

  /** @returns false when a mark was left: run again, the lease is still held. */
  async letGo(lease: Lease): Promise<boolean> {
    const released = await this.sql(
      `update stripe_checkout_payment
          set lease_owner = null, lease_until = null
        where payment_session_id = ? and lease_fence = ? and not resync_requested
        returning id`,
      [lease.paymentSessionId, lease.fence]
    )
    if (released.length) {
      return true
    }
    const marked = await this.sql(
      `update stripe_checkout_payment set resync_requested = false
        where payment_session_id = ? and lease_fence = ?
        returning id`,
      [lease.paymentSessionId, lease.fence]
    )
    return marked.length === 0
  }

  /** Releases the lease despite a mark: the worker has failed, and its retry serves both. */
  async drop(lease: Lease): Promise<void> {
    await this.sql(
      `update stripe_checkout_payment
          set lease_owner = null, lease_until = null
        where payment_session_id = ? and lease_fence = ?
        returning id`,
      [lease.paymentSessionId, lease.fence]
    )
  }

  private async leaveMark(paymentSessionId: string): Promise<boolean> {
    const rows = await this.sql(
      `update stripe_checkout_payment set resync_requested = true
        where payment_session_id = ? and lease_until >= now()
        returning id`,
      [paymentSessionId]
    )
    return rows.length > 0
  }

  private async exists(paymentSessionId: string): Promise<boolean> {
    const rows = await this.sql(
      `select id from stripe_checkout_payment
        where payment_session_id = ? and deleted_at is null`,
      [paymentSessionId]
    )
    return rows.length > 0
  }
}
