/**
 * One query for each thing that may be wrong in Medusa's tables and ours. Read only.
 *
 * What a query costs follows what is open or has changed, not what was ever sold: it begins with the few payments that
 * an index names, and looks each up in core's tables. `integration-tests/scale` proves that for each.
 */
import { CHANGED_PAYMENTS, HELD_PAYMENTS } from "./changed-payments"

/** What a query returns of each payment. */
const FOUND = "p.payment_session_id, p.synced_at, p.id"

const LAST_SYNC = "coalesce(p.synced_at, p.created_at)"

/** A name in braces stands for a parameter. */
export const QUERIES = {
  /** The Checkout Session is over, and no event said what became of it. */
  overdueCheckoutSessions: `select ${FOUND} from stripe_checkout_payment p
        where p.stripe_account = {account} and p.state = 'awaiting_customer' and p.deleted_at is null
          and p.checkout_session_id is not null
          and p.checkout_session_expires_at < now() - interval '2 minutes'`,
  /**
   * Money is held or captured, but no order is known. What was refunded in full no longer
   * becomes an order.
   */
  paidWithoutOrder: `select ${FOUND} from stripe_checkout_payment p
        where p.stripe_account = {account} and p.state in ('authorized', 'captured')
          and p.order_id is null and not coalesce(p.release_requested, false)
          and (p.amount_capturable > 0 or p.amount_captured > p.amount_refunded)
          and p.synced_at < now() - interval '1 minute' and p.deleted_at is null`,
  /** Orders in a status that triggers a rule, changed since the last sync: the event was lost. */
  missedStatusRules: `select ${FOUND} from ${HELD_PAYMENTS}
          and exists (select 1 from "order" o
                       where o.id = p.order_id
                         and o.metadata ->> {metadataKey} in
                             (select jsonb_array_elements_text({triggerStatuses}::jsonb))
                         and o.updated_at > ${LAST_SYNC} - interval '1 minute' offset 0)`,
  /**
   * Orders whose own state may trigger a rule, changed since the last sync. Removing the
   * goods that were not shipped changes only the order.
   */
  missedStateRules: `select ${FOUND} from ${HELD_PAYMENTS}
          and exists (select 1 from "order" o
                       where o.id = p.order_id
                         and (   (o.status in ('completed', 'archived')
                                  and o.updated_at > ${LAST_SYNC})
                              or exists (select 1 from order_fulfillment l
                                           join fulfillment f on f.id = l.fulfillment_id
                                          where l.order_id = o.id and l.deleted_at is null
                                            and greatest(f.updated_at, o.updated_at) > ${LAST_SYNC} offset 0))
                      offset 0)`,
  /** A canceled order must hold no money. */
  canceledOrdersWithHold: `select ${FOUND} from ${HELD_PAYMENTS}
          and exists (select 1 from "order" o where o.id = p.order_id and o.status = 'canceled' offset 0)`,
  /** Rows of core that a crash or a race leaves behind; the second part, what core canceled on its own. */
  ledgerMismatches: `select ${FOUND}
         from ${CHANGED_PAYMENTS}
         cross join lateral (
           select * from payment
            where payment_session_id = p.payment_session_id and deleted_at is null limit 1
         ) m
         left join lateral (
           select coalesce(sum(c.amount), 0) as amount, count(*) as rows
             from capture c where c.payment_id = m.id and c.deleted_at is null
         ) captured on true
         left join lateral (
           select coalesce(sum(r.amount), 0) as amount, count(*) as rows
             from refund r where r.payment_id = m.id and r.deleted_at is null
         ) refunded on true
         left join lateral (
           select count(*) as rows, coalesce(sum(t.amount), 0) as amount
             from (select t.*, (select c.payment_id from capture c where c.id = t.reference_id) as of_capture,
                          (select r.payment_id from refund r where r.id = t.reference_id) as of_refund
                     from order_transaction t
                    where t.order_id = p.order_id and t.deleted_at is null
                      and t.reference in ('capture', 'refund')) t
            where t.reference_id = m.id or t.of_capture = m.id or t.of_refund = m.id
               or (t.reference_id like 'capt\\_%' and t.of_capture is null)
               or (t.reference_id like 'ref\\_%' and t.of_refund is null)
         ) recorded on true
        where captured.amount <> p.amount_captured
           or refunded.amount <> p.amount_refunded
           or (m.captured_at is null and captured.amount >= m.amount)
           or (p.order_id is not null and recorded.rows <> captured.rows + refunded.rows)
           or (p.order_id is not null
               and abs(recorded.amount - captured.amount + refunded.amount) >= 0.0005)
        union all
       select ${FOUND} from ${HELD_PAYMENTS}
          and exists (select 1 from payment m
                       where m.payment_session_id = p.payment_session_id and m.deleted_at is null
                         and m.canceled_at is not null offset 0)`,
  /**
   * Core adds up an order's transactions without a lock, so of several at one moment it may
   * count only some. Of two changes at one moment it makes two summaries of the same
   * version, and reads either.
   */
  outdatedSummaries: `select ${FOUND}
         from ${CHANGED_PAYMENTS}
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
        where abs(counted.amount - recorded.amount) >= 0.0005`,
  /**
   * A refund without its credit line: core left the change for it open, even where it has
   * undone the refund; or it could not be written while the order was being edited, which has
   * ended.
   */
  missingRefundCredit: `select ${FOUND}
         from order_change c
         join stripe_checkout_payment p on p.order_id = c.order_id and p.deleted_at is null
        where p.stripe_account = {account} and p.payment_id is not null
          and c.change_type = 'credit_line' and c.status in ('pending', 'requested')
          and c.deleted_at is null and c.created_at < now() - interval '1 minute'
        union all
       select ${FOUND}
         from stripe_checkout_discrepancy d
         join stripe_checkout_payment p on p.payment_session_id = d.payment_session_id
        where p.stripe_account = {account} and p.deleted_at is null and d.deleted_at is null
          and d.kind = 'refund_credit_missing' and d.status = 'open'
          and not exists (select 1 from order_change c
                           where c.order_id = p.order_id and c.deleted_at is null
                             and c.status in ('pending', 'requested') offset 0)`,
  /**
   * The order's total changed after the last sync: the event was lost, or core sent none. Its
   * status may be another by now, and a hold may be surplus.
   */
  editedOrders: `select ${FOUND}
         from order_summary s
         join stripe_checkout_payment p on p.order_id = s.order_id and p.deleted_at is null
        where s.id >= 'ordsum_' || {ulid} and s.version > 1 and s.deleted_at is null
          and p.stripe_account = {account} and p.state in ('authorized', 'captured')
          and s.created_at > ${LAST_SYNC} - interval '1 minute'`,
  /** A completion was interrupted: its order has no payment, or was never announced. */
  interruptedCompletions: `select ${FOUND}
         from workflow_execution e
         join stripe_checkout_payment p on p.cart_id = e.context #>> '{data,payload,id}'
        where p.stripe_account = {account} and p.deleted_at is null and e.workflow_id = 'complete-cart'
          and e.state in ('not_started', 'invoking', 'waiting_to_compensate', 'compensating')
          and e.created_at between now() - interval '3 days' and now() - interval '1 minute'
          and e.deleted_at is null and p.state <> 'expired'`,
  /** After an order edit core asks for money that is held already. */
  duplicateCollections: `select ${FOUND} from ${HELD_PAYMENTS}
          and exists (select 1 from order_payment_collection l
                        join payment_collection c on c.id = l.payment_collection_id and c.deleted_at is null
                       where l.order_id = p.order_id and l.deleted_at is null
                         and c.status in ('not_paid', 'awaiting', 'canceled')
                         and c.updated_at > ${LAST_SYNC} offset 0)`,
  /**
   * What the order owes, or the collection that requests it, changed after the unpaid link
   * was synchronized last: the event was lost, or core sent none.
   */
  outdatedPaymentLinks: `select ${FOUND} from stripe_checkout_payment p
        where p.stripe_account = {account} and p.cart_id is null and p.payment_id is null
          and p.deleted_at is null
          and (   p.state = 'awaiting_customer'
               or (p.state in ('expired', 'failed')
                   and exists (select 1 from payment_session s
                                where s.id = p.payment_session_id and s.deleted_at is null offset 0)))
          and greatest((select o.updated_at from "order" o where o.id = p.order_id),
                (select max(t.updated_at) from order_summary t
                  where t.order_id = p.order_id and t.deleted_at is null),
                (select max(greatest(l.updated_at, l.deleted_at, c.updated_at))
                   from order_payment_collection l
                   left join payment_collection c on c.id = l.payment_collection_id
                  where l.order_id = p.order_id))
              > ${LAST_SYNC} - interval '1 minute'`,
  /** Core wrote the session back as pending although its payment exists. */
  pendingSessionsWithPayment: `select ${FOUND}
         from ${CHANGED_PAYMENTS}
        where exists (select 1 from payment_session s
                       where s.id = p.payment_session_id and s.status = 'pending' and s.deleted_at is null offset 0)
          and exists (select 1 from payment m
                       where m.payment_session_id = p.payment_session_id and m.deleted_at is null offset 0)`,
  /** The hold ends soon. */
  holdsNearDeadline: `select ${FOUND} from ${HELD_PAYMENTS}
          and p.capture_before < now() + {warnHours} * interval '1 hour'
          and (p.expiry_notified_at is null or p.capture_before < now())`,
} as const
