/**
 * What whoever finds the lease taken asks of its holder, who carries it out before the lease
 * is released.
 */
import { isKnown, NOTHING_NEW } from "./known-claims"
import type { SqlRunner } from "./sql"

/**
 * `events`: only where the payment's events in the inbox say something new. `medusa`: nothing
 * was heard of Stripe. `disputes`: the payment's disputes, reviews and fraud warnings as well,
 * although no event is about them; a holder of the lease leaves these to the next sweep.
 */
export type Mark = "anything" | "medusa" | "events" | "disputes"

/** What is to be synchronized before the lease is released. */
export interface MarkedPayment {
  readonly paymentSessionId: string
  /** `medusa`: Stripe need not be read again. */
  readonly change: "anything" | "medusa"
}

interface StoredMarks {
  readonly is_held: boolean
  readonly payments: MarkedPayment[]
}

export class LeaseMarks {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /**
   * Both rows at once: whoever releases the lease waits for the purchase's, and sees the
   * mark. Events are in the inbox already: there the holder finds them.
   *
   * @returns false when nobody holds the lease any more
   */
  async leave(paymentSessionId: string, mark: Mark): Promise<boolean> {
    const rows = await this.sql(
      `with held as (
         update stripe_checkout_purchase pu set resync_requested = true
           from stripe_checkout_payment p
          where p.payment_session_id = ? and p.deleted_at is null
            and pu.id = p.purchase_id and pu.lease_until >= now()
         returning pu.id
       ), marked as (
         update stripe_checkout_payment
            set resync_requested = true, resync_stripe = resync_stripe or ?,
                next_sync_at = least(next_sync_at, now())
          where ? and payment_session_id = ? and deleted_at is null
            and purchase_id in (select id from held)
       )
       select id from held`,
      [
        paymentSessionId,
        mark === "anything" || mark === "disputes",
        mark !== "events",
        paymentSessionId,
      ]
    )
    return rows.length > 0
  }

  /** Removes the marks, and settles the events that say nothing new. @returns null when the lease is lost */
  async collect({
    purchaseId,
    fence,
  }: {
    readonly purchaseId: string
    readonly fence: number
  }): Promise<MarkedPayment[] | null> {
    const [marks] = await this.sql<StoredMarks>(
      `with held as (
         update stripe_checkout_purchase set resync_requested = false
          where id = ? and lease_fence = ?
         returning id
       ), marked as (
         update stripe_checkout_payment p set resync_requested = false, resync_stripe = false
           from stripe_checkout_payment before
          where before.id = p.id and p.resync_requested and p.deleted_at is null
            and p.purchase_id in (select id from held)
          returning p.payment_session_id, before.resync_stripe
       ), waiting as (
         select e.id, e.payment_session_id, ${isKnown("p", "e.claim")} is true as is_known
           from stripe_checkout_payment p
           join stripe_checkout_event e on e.payment_session_id = p.payment_session_id
          where p.purchase_id in (select id from held) and p.deleted_at is null
            and e.status = 'received' and e.deleted_at is null
       ), settled as (
         update stripe_checkout_event
            set status = 'ignored', reason_code = '${NOTHING_NEW}', reason_params = '{}', updated_at = now()
          where id in (select id from waiting where is_known) and status = 'received'
       ), wanted as (
         select payment_session_id, resync_stripe from marked
          union all
         select payment_session_id, true from waiting where not is_known
       )
       select exists (select from held) as is_held,
              coalesce((select jsonb_agg(jsonb_build_object(
                                 'paymentSessionId', payment_session_id,
                                 'change', case when reads_stripe then 'anything' else 'medusa' end))
                          from (select payment_session_id, bool_or(resync_stripe) as reads_stripe
                                  from wanted group by payment_session_id) found),
                       '[]') as payments`,
      [purchaseId, fence]
    )
    return marks?.is_held ? marks.payments : null
  }
}
