/**
 * What Medusa's own tables say may be wrong. Each query names payments that deserve a
 * look; whether something is wrong is decided by looking.
 *
 * Read only. All are bounded and use indexes that core or we have.
 */
import type { SqlRunner } from "../repositories/sql"

export interface StatusRules {
  readonly metadataKey: string
  /** Statuses in the metadata that ask for a capture or a release. */
  readonly demanding: readonly string[]
}

/** At most so many per query and sweep; the next sweep finds what is left. */
const LIMIT = 500

export class Suspicions {
  private readonly run: SqlRunner

  constructor(run: SqlRunner) {
    this.run = run
  }

  /** The page is over, and nobody said what became of it. */
  overduePages(account: string): Promise<string[]> {
    return this.find(
      `select payment_session_id from stripe_checkout_payment
        where account = ? and state = 'awaiting_customer' and deleted_at is null
          and checkout_session_id is not null
          and page_expires_at < now() - interval '2 minutes'`,
      [account]
    )
  }

  /** Money is held or taken, but no order is known. */
  paidWithoutOrder(account: string): Promise<string[]> {
    return this.find(
      `select payment_session_id from stripe_checkout_payment
        where account = ? and state in ('authorized', 'captured')
          and order_id is null and not coalesce(is_releasing, false)
          and looked_at < now() - interval '1 minute' and deleted_at is null`,
      [account]
    )
  }

  /** Orders whose status demands what was never asked for: the event was lost. */
  unheardDemands(account: string, rules: StatusRules): Promise<string[]> {
    if (!rules.demanding.length) {
      return Promise.resolve([])
    }
    return this.find(
      `select p.payment_session_id
         from stripe_checkout_payment p join "order" o on o.id = p.order_id
        where p.account = ? and p.state = 'authorized' and p.deleted_at is null
          and o.metadata ->> ? in (${rules.demanding.map(() => "?").join(", ")})
          and o.updated_at > coalesce(p.looked_at, p.created_at) - interval '1 minute'`,
      [account, rules.metadataKey, ...rules.demanding]
    )
  }

  /**
   * Orders whose own state may demand a capture, by a rule on it, and that were not
   * looked at since they came into it.
   */
  unheardStates(account: string): Promise<string[]> {
    return this.find(
      `select p.payment_session_id
         from stripe_checkout_payment p join "order" o on o.id = p.order_id
        where p.account = ? and p.state = 'authorized' and p.deleted_at is null
          and (   (o.status in ('completed', 'archived')
                   and o.updated_at > coalesce(p.looked_at, p.created_at))
               or exists (select 1 from order_fulfillment l
                            join fulfillment f on f.id = l.fulfillment_id
                           where l.order_id = o.id and l.deleted_at is null
                             and f.updated_at > coalesce(p.looked_at, p.created_at)))`,
      [account]
    )
  }

  /** A canceled order must hold no money. */
  canceledOrdersWithHold(account: string): Promise<string[]> {
    return this.find(
      `select p.payment_session_id
         from stripe_checkout_payment p join "order" o on o.id = p.order_id
        where p.account = ? and p.state = 'authorized' and p.deleted_at is null
          and o.status = 'canceled'`,
      [account]
    )
  }

  /** Rows of core that a crash or a race leaves behind. */
  stuckBooks(account: string): Promise<string[]> {
    return this.find(
      `select p.payment_session_id
         from stripe_checkout_payment p
         join payment m on m.payment_session_id = p.payment_session_id
                       and m.deleted_at is null
         left join lateral (
           select coalesce(sum(c.amount), 0) as amount, count(*) as rows,
                  max(c.updated_at) as newest
             from capture c where c.payment_id = m.id and c.deleted_at is null
         ) captured on true
         left join lateral (
           select coalesce(sum(r.amount), 0) as amount, count(*) as rows,
                  max(r.updated_at) as newest
             from refund r where r.payment_id = m.id and r.deleted_at is null
         ) refunded on true
         left join lateral (
           select count(*) as rows from order_transaction t
            where t.order_id = p.order_id and t.deleted_at is null
              and t.reference in ('capture', 'refund')
              and (t.reference_id = m.id
                   or t.reference_id in (select id from capture where payment_id = m.id)
                   or t.reference_id in (select id from refund where payment_id = m.id))
         ) booked on true
        where p.account = ? and p.deleted_at is null
          and greatest(m.updated_at, captured.newest, refunded.newest)
              > now() - interval '7 days'
          and (   captured.amount <> p.amount_captured
               or refunded.amount <> p.amount_refunded
               or (m.captured_at is null and captured.amount >= m.amount)
               or (p.order_id is not null and booked.rows <> captured.rows + refunded.rows)
               or (m.canceled_at is not null and p.state = 'authorized'))`,
      [account]
    )
  }

  /**
   * Core sums up an order's transactions without a lock, so of several at one moment it
   * may count only some, after everybody has looked. Of two changes at one moment it
   * makes two summaries of the same version, and reads any of them.
   */
  miscountedSummaries(account: string): Promise<string[]> {
    return this.find(
      `select p.payment_session_id
         from stripe_checkout_payment p
         join lateral (
           select coalesce((s.totals ->> 'transaction_total')::numeric, 0) as amount,
                  rank() over (order by s.version desc) as age
             from order_summary s
            where s.order_id = p.order_id and s.deleted_at is null
         ) counted on counted.age = 1
         join lateral (
           select coalesce(sum(t.amount), 0) as amount
             from order_transaction t
            where t.order_id = p.order_id and t.deleted_at is null
         ) booked on true
        where p.account = ? and p.deleted_at is null
          and p.looked_at > now() - interval '7 days'
          and abs(counted.amount - booked.amount) >= 0.0005`,
      [account]
    )
  }

  /** A completion was cut off: its order is half placed, or nobody was told of it. */
  cutOffCompletions(account: string): Promise<string[]> {
    return this.find(
      `select p.payment_session_id
         from workflow_execution e
         join stripe_checkout_payment p on p.cart_id = e.context #>> '{data,payload,id}'
        where p.account = ? and p.deleted_at is null and e.workflow_id = 'complete-cart'
          and e.state in ('not_started', 'invoking', 'waiting_to_compensate', 'compensating')
          and e.created_at between now() - interval '3 days' and now() - interval '1 minute'
          and e.deleted_at is null and p.state <> 'expired'`,
      [account]
    )
  }

  /** After an order edit core asks for money that is held already. */
  moneyAskedForTwice(account: string): Promise<string[]> {
    return this.find(
      `select p.payment_session_id
         from stripe_checkout_payment p
         join order_payment_collection l on l.order_id = p.order_id and l.deleted_at is null
         join payment_collection c on c.id = l.payment_collection_id and c.deleted_at is null
        where p.account = ? and p.state = 'authorized' and p.deleted_at is null
          and c.status in ('not_paid', 'awaiting', 'canceled')
          and c.updated_at > coalesce(p.looked_at, p.created_at)`,
      [account]
    )
  }

  /** Core wrote the session back as pending although its payment exists. */
  pendingSessionsWithPayment(account: string): Promise<string[]> {
    return this.find(
      `select p.payment_session_id
         from stripe_checkout_payment p
         join payment_session s on s.id = p.payment_session_id and s.deleted_at is null
         join payment m on m.payment_session_id = s.id and m.deleted_at is null
        where p.account = ? and s.status = 'pending' and p.deleted_at is null`,
      [account]
    )
  }

  /** The issuer gives the money back by itself soon. */
  holdsNearDeadline(account: string, warnHours: number): Promise<string[]> {
    return this.find(
      `select payment_session_id from stripe_checkout_payment
        where account = ? and state = 'authorized' and deleted_at is null
          and (   (capture_before < now() + ? * interval '1 hour'
                   and not is_deadline_told)
               or capture_before < now())`,
      [account, warnHours]
    )
  }

  /** Who was looked at longest ago comes first, so that nobody waits behind a hopeless few. */
  private async find(
    sql: string,
    parameters: readonly unknown[]
  ): Promise<string[]> {
    const rows = await this.run<{ payment_session_id: string }>(
      `select payment_session_id from stripe_checkout_payment
        where payment_session_id in (${sql}) and deleted_at is null
        order by looked_at nulls first, id
        limit ?`,
      [...parameters, LIMIT]
    )
    return rows.map((row) => row.payment_session_id)
  }
}
