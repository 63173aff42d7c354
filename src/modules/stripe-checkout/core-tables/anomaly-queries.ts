/**
 * One query for each thing that may be wrong in Medusa's tables and ours. Read only, and
 * bounded by indexes that core or we have.
 */
export const QUERIES = {
  /** The Checkout Session is over, and no event said what became of it. */
  overdueCheckoutSessions: `select payment_session_id from stripe_checkout_payment
        where stripe_account = ? and state = 'awaiting_customer' and deleted_at is null
          and checkout_session_id is not null
          and checkout_session_expires_at < now() - interval '2 minutes'`,
  /** Money is held or captured, but no order is known. */
  paidWithoutOrder: `select payment_session_id from stripe_checkout_payment
        where stripe_account = ? and state in ('authorized', 'captured')
          and order_id is null and not coalesce(release_requested, false)
          and synced_at < now() - interval '1 minute' and deleted_at is null`,
  /** Orders in a status that triggers a rule, changed since the last sync: the event was lost. */
  missedStatusRules: `select p.payment_session_id
         from stripe_checkout_payment p join "order" o on o.id = p.order_id
        where p.stripe_account = ? and p.state = 'authorized' and p.deleted_at is null
          and o.metadata ->> ? in (select jsonb_array_elements_text(?::jsonb))
          and o.updated_at > coalesce(p.synced_at, p.created_at) - interval '1 minute'`,
  /**
   * Orders whose own state may trigger a rule, changed since the last sync. Removing the
   * goods that were not shipped changes only the order.
   */
  missedStateRules: `select p.payment_session_id
         from stripe_checkout_payment p join "order" o on o.id = p.order_id
        where p.stripe_account = ? and p.state = 'authorized' and p.deleted_at is null
          and (   (o.status in ('completed', 'archived')
                   and o.updated_at > coalesce(p.synced_at, p.created_at))
               or exists (select 1 from order_fulfillment l
                            join fulfillment f on f.id = l.fulfillment_id
                           where l.order_id = o.id and l.deleted_at is null
                             and greatest(f.updated_at, o.updated_at)
                                 > coalesce(p.synced_at, p.created_at)))`,
  /** A canceled order must hold no money. */
  canceledOrdersWithHold: `select p.payment_session_id
         from stripe_checkout_payment p join "order" o on o.id = p.order_id
        where p.stripe_account = ? and p.state = 'authorized' and p.deleted_at is null
          and o.status = 'canceled'`,
  /** Rows of core that a crash or a race leaves behind. */
  ledgerMismatches: `select p.payment_session_id
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
           select count(*) as rows, coalesce(sum(t.amount), 0) as amount
             from order_transaction t
            where t.order_id = p.order_id and t.deleted_at is null
              and t.reference in ('capture', 'refund')
              and (t.reference_id = m.id
                   or t.reference_id in (select id from capture where payment_id = m.id)
                   or t.reference_id in (select id from refund where payment_id = m.id)
                   or (t.reference_id like 'capt\\_%'
                       and not exists (select 1 from capture c where c.id = t.reference_id))
                   or (t.reference_id like 'ref\\_%'
                       and not exists (select 1 from refund r where r.id = t.reference_id)))
         ) recorded on true
        where p.stripe_account = ? and p.deleted_at is null
          and greatest(m.updated_at, captured.newest, refunded.newest)
              > now() - interval '7 days'
          and (   captured.amount <> p.amount_captured
               or refunded.amount <> p.amount_refunded
               or (m.captured_at is null and captured.amount >= m.amount)
               or (p.order_id is not null and recorded.rows <> captured.rows + refunded.rows)
               or (p.order_id is not null
                   and abs(recorded.amount - captured.amount + refunded.amount) >= 0.0005)
               or (m.canceled_at is not null and p.state = 'authorized'))`,
  /**
   * Core adds up an order's transactions without a lock, so of several at one moment it may
   * count only some. Of two changes at one moment it makes two summaries of the same
   * version, and reads either.
   */
  outdatedSummaries: `select p.payment_session_id
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
         ) recorded on true
        where p.stripe_account = ? and p.deleted_at is null
          and p.synced_at > now() - interval '7 days'
          and abs(counted.amount - recorded.amount) >= 0.0005`,
  /**
   * A refund without its credit line: core left the change for it open, or it could not be
   * written while the order was being edited, which has ended.
   */
  missingRefundCredit: `select p.payment_session_id
         from order_change c
         join stripe_checkout_payment p on p.order_id = c.order_id and p.deleted_at is null
        where p.stripe_account = ? and p.amount_refunded > 0
          and c.change_type = 'credit_line' and c.status in ('pending', 'requested')
          and c.deleted_at is null and c.created_at < now() - interval '1 minute'
        union
       select p.payment_session_id
         from stripe_checkout_discrepancy d
         join stripe_checkout_payment p on p.payment_session_id = d.payment_session_id
        where p.stripe_account = ? and p.deleted_at is null and d.deleted_at is null
          and d.kind = 'refund_credit_missing' and d.status = 'open'
          and not exists (select 1 from order_change c
                           where c.order_id = p.order_id and c.deleted_at is null
                             and c.status in ('pending', 'requested'))`,
  /**
   * The order's total changed after the last sync: the event was lost, or core sent none. Its
   * status may be another by now, and a hold may be surplus.
   */
  editedOrders: `select p.payment_session_id from stripe_checkout_payment p
        where p.stripe_account = ? and p.state in ('authorized', 'captured') and p.deleted_at is null
          and exists (select 1 from order_summary s
                       where s.order_id = p.order_id and s.version > 1 and s.deleted_at is null
                         and s.created_at > coalesce(p.synced_at, p.created_at) - interval '1 minute')`,
  /** A completion was interrupted: its order has no payment, or was never announced. */
  interruptedCompletions: `select p.payment_session_id
         from workflow_execution e
         join stripe_checkout_payment p on p.cart_id = e.context #>> '{data,payload,id}'
        where p.stripe_account = ? and p.deleted_at is null and e.workflow_id = 'complete-cart'
          and e.state in ('not_started', 'invoking', 'waiting_to_compensate', 'compensating')
          and e.created_at between now() - interval '3 days' and now() - interval '1 minute'
          and e.deleted_at is null and p.state <> 'expired'`,
  /** After an order edit core asks for money that is held already. */
  duplicateCollections: `select p.payment_session_id
         from stripe_checkout_payment p
         join order_payment_collection l on l.order_id = p.order_id and l.deleted_at is null
         join payment_collection c on c.id = l.payment_collection_id and c.deleted_at is null
        where p.stripe_account = ? and p.state = 'authorized' and p.deleted_at is null
          and c.status in ('not_paid', 'awaiting', 'canceled')
          and c.updated_at > coalesce(p.synced_at, p.created_at)`,
  /**
   * What the order owes, or the collection that requests it, changed after the unpaid link
   * was synchronized last: the event was lost, or core sent none.
   */
  outdatedPaymentLinks: `select p.payment_session_id
         from stripe_checkout_payment p
         join "order" o on o.id = p.order_id
         left join payment_session s on s.id = p.payment_session_id and s.deleted_at is null
        where p.stripe_account = ? and p.cart_id is null and p.payment_id is null
          and p.deleted_at is null
          and (   p.state = 'awaiting_customer'
               or (p.state in ('expired', 'failed') and s.id is not null))
          and greatest(o.updated_at,
                (select max(t.updated_at) from order_summary t where t.order_id = o.id),
                (select max(greatest(l.updated_at, l.deleted_at, c.updated_at))
                   from order_payment_collection l
                   left join payment_collection c on c.id = l.payment_collection_id
                  where l.order_id = o.id))
              > coalesce(p.synced_at, p.created_at) - interval '1 minute'`,
  /** Core wrote the session back as pending although its payment exists. */
  pendingSessionsWithPayment: `select p.payment_session_id
         from stripe_checkout_payment p
         join payment_session s on s.id = p.payment_session_id and s.deleted_at is null
         join payment m on m.payment_session_id = s.id and m.deleted_at is null
        where p.stripe_account = ? and s.status = 'pending' and p.deleted_at is null`,
  /** The hold ends soon. */
  holdsNearDeadline: `select payment_session_id from stripe_checkout_payment
        where stripe_account = ? and state = 'authorized' and deleted_at is null
          and (   (capture_before < now() + ? * interval '1 hour'
                   and expiry_notified_at is null)
               or capture_before < now())`,
} as const
