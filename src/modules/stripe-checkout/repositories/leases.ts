/**
 * The lease on one purchase: who may synchronize its payments and move their money right
 * now. The amount that is owed belongs to the order, so one worker decides about all
 * payments of a cart and of the order that comes of it.
 *
 * It works across processes, survives a crash by expiring, and needs no open
 * transaction while Stripe is being called. A worker that was too slow finds its
 * fencing number outdated, and its writes hit no row. A worker that finds the lease
 * taken marks its payment, so that the holder synchronizes that as well before it
 * releases the lease.
 */
import type { LeaseMarks, Mark, MarkedPayment } from "./lease-marks"
import type { SqlRunner } from "./sql"

/** Short, for quick recovery from a crash: a living worker renews it. */
export const LEASE_SECONDS = 45

export const LEASE_RENEWAL_MS = 15_000

/** So long after it was last renewed, nobody else can have taken the lease. */
const CERTAIN_MS = 20_000

export interface Lease {
  readonly purchaseId: string
  /** The payment that the holder synchronizes, or pays for, at this moment. */
  readonly paymentSessionId: string
  readonly owner: string
  readonly fence: number
}

/**
 * For the condition of a write: the purchase, as long as the lease is still held. Locked
 * until the write has ended, so that nobody takes the lease in between.
 */
export const HELD = `(select id from stripe_checkout_purchase
                        where id = ? and lease_fence = ? for share)`

/** Its fence, because another lease on the same purchase is another lease. */
const nameOf = ({ purchaseId, fence }: Lease): string =>
  `${purchaseId} ${fence}`

export class LeaseLostError extends Error {
  constructor(lease: Lease) {
    super(
      `The lease on the purchase ${lease.purchaseId} ran out and another worker has taken over.`
    )
    this.name = "LeaseLostError"
  }
}

export class Leases {
  private readonly sql: SqlRunner
  private readonly marks: LeaseMarks
  /** When this process began to take or to renew it, by `performance.now()`. */
  private readonly renewedAt = new Map<string, number>()

  constructor(sql: SqlRunner, marks: LeaseMarks) {
    this.sql = sql
    this.marks = marks
  }

  /**
   * @returns null when another worker holds it; then the payment is marked, and that
   * worker synchronizes it on our behalf.
   */
  async take(
    paymentSessionId: string,
    owner: string,
    mark: Mark = "anything"
  ): Promise<Lease | null> {
    const lease = await this.tryToTake(paymentSessionId, owner)
    if (lease) {
      return lease
    }
    const isMarked = await this.marks.leave(paymentSessionId, mark)
    const wasFreedMeanwhile = !isMarked && (await this.exists(paymentSessionId))
    return wasFreedMeanwhile ? this.take(paymentSessionId, owner, mark) : null
  }

  /**
   * For callers that retry shortly: leaves no mark, or a holder with many waiting would
   * never release the lease.
   *
   * Makes the payment due at once: should the worker die, the job finds it. One that was
   * due has to be read at Stripe again.
   */
  async tryToTake(
    paymentSessionId: string,
    owner: string
  ): Promise<Lease | null> {
    const now = performance.now()
    const [row] = await this.sql<{ id: string; lease_fence: number }>(
      `with taken as (
         update stripe_checkout_purchase pu
            set lease_owner = ?, lease_fence = lease_fence + 1, resync_requested = false,
                lease_until = now() + ? * interval '1 second', updated_at = now()
           from stripe_checkout_payment p
          where p.payment_session_id = ? and p.deleted_at is null and pu.id = p.purchase_id
            and (pu.lease_until is null or pu.lease_until < now())
         returning pu.id, pu.lease_fence
       ), due as (
         update stripe_checkout_payment
            set kept_reading = case when next_sync_at is null then kept_reading end,
                next_sync_at = now(), resync_requested = false, resync_stripe = false,
                updated_at = now()
          where payment_session_id = ? and deleted_at is null
            and purchase_id in (select id from taken)
       )
       select id, lease_fence from taken`,
      [owner, LEASE_SECONDS, paymentSessionId, paymentSessionId]
    )
    if (!row) {
      return null
    }
    const lease = {
      purchaseId: row.id,
      paymentSessionId,
      owner,
      fence: row.lease_fence,
    }
    this.renewedAt.set(nameOf(lease), now)
    return lease
  }

  /**
   * Before money is moved. Asks the database only where the lease may have run out: a
   * process that was suspended sees how long by its own clock.
   *
   * @throws LeaseLostError when another worker has taken over.
   */
  async assertHeld(lease: Lease): Promise<void> {
    const renewedAt = this.renewedAt.get(nameOf(lease)) ?? 0
    if (performance.now() - renewedAt > CERTAIN_MS) {
      await this.renew(lease)
    }
  }

  /** @throws LeaseLostError when it ran out and was taken by another worker. */
  async renew(lease: Lease): Promise<void> {
    const now = performance.now()
    const rows = await this.sql(
      `update stripe_checkout_purchase
          set lease_until = now() + ? * interval '1 second'
        where id = ? and lease_fence = ?
        returning id`,
      [LEASE_SECONDS, lease.purchaseId, lease.fence]
    )
    if (!rows.length) {
      this.renewedAt.delete(nameOf(lease))
      throw new LeaseLostError(lease)
    }
    this.renewedAt.set(nameOf(lease), now)
  }

  /**
   * Releases the lease, unless somebody left a mark.
   *
   * @returns the payments that were marked: synchronize them, the lease is still held. Empty
   * when it is not.
   */
  async releaseUnlessMarked(lease: Lease): Promise<MarkedPayment[]> {
    const released = await this.sql(
      `update stripe_checkout_purchase set lease_owner = null, lease_until = null
        where id = ? and lease_fence = ? and not resync_requested
        returning id`,
      [lease.purchaseId, lease.fence]
    )
    if (released.length) {
      this.renewedAt.delete(nameOf(lease))
      return []
    }
    const marked = await this.marks.collect(lease)
    // Whoever left the mark was only about events that say nothing new.
    return marked?.length === 0
      ? this.releaseUnlessMarked(lease)
      : (marked ?? [])
  }

  /**
   * Releases the lease despite marks: the worker has failed. Its own payment is retried
   * later, and every other that is marked is due.
   */
  async releaseDespiteMarks(lease: Lease): Promise<void> {
    this.renewedAt.delete(nameOf(lease))
    await this.sql(
      `update stripe_checkout_purchase
          set lease_owner = null, lease_until = null, resync_requested = false
        where id = ? and lease_fence = ?
        returning id`,
      [lease.purchaseId, lease.fence]
    )
  }

  /**
   * The order's money has changed, so what is right for its other payments may have, too:
   * the holder of the lease synchronizes them before it releases it.
   */
  async markOtherPayments(lease: Lease): Promise<void> {
    await this.sql(
      `with others as (
         update stripe_checkout_payment
            set resync_requested = true, resync_stripe = true, next_sync_at = now()
          where purchase_id in ${HELD} and payment_session_id <> ?
            and state in ('authorized', 'captured') and deleted_at is null
         returning purchase_id
       )
       update stripe_checkout_purchase set resync_requested = true
        where id in (select purchase_id from others)
        returning id`,
      [lease.purchaseId, lease.fence, lease.paymentSessionId]
    )
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
