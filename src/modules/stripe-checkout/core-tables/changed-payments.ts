/**
 * Which of core's rows are new. Core has no index on any time, but its ids are ULIDs, which begin with theirs: so the
 * rows since a moment are a range of the primary key, however many years lie before it.
 */

/**
 * Payments about which either side has written something since. Those with an open discrepancy are checked by each
 * sweep, since what resolves it may leave no new row.
 */
const CHANGED_SESSIONS = `
         select payment_session_id from stripe_checkout_payment
          where synced_at >= {since} and deleted_at is null
          union
         select payment_session_id from stripe_checkout_discrepancy
          where status = 'open' and deleted_at is null
          union
         select payment_session_id from payment where id >= 'pay_' || {ulid}
          union
         select m.payment_session_id from capture c join payment m on m.id = c.payment_id
          where c.id >= 'capt_' || {ulid}
          union
         select m.payment_session_id from refund r join payment m on m.id = r.payment_id
          where r.id >= 'ref_' || {ulid}
          union
         select p.payment_session_id
           from order_transaction t join stripe_checkout_payment p on p.order_id = t.order_id and p.deleted_at is null
          where t.id >= 'ordtrx_' || {ulid}
          union
         select p.payment_session_id
           from order_summary s join stripe_checkout_payment p on p.order_id = s.order_id and p.deleted_at is null
          where s.id >= 'ordsum_' || {ulid}`

/** As `p`; found one by one, so that nothing can make the planner read all payments instead. */
export const CHANGED_PAYMENTS = `(${CHANGED_SESSIONS}) changed
         cross join lateral (
           select * from stripe_checkout_payment row
            where row.payment_session_id = changed.payment_session_id
              and row.stripe_account = {account} and row.deleted_at is null
            limit 1
         ) p`

/** As `p`. As many as the shop has not captured or released yet. */
export const HELD_PAYMENTS = `stripe_checkout_payment p
        where p.stripe_account = {account} and p.state = 'authorized' and p.deleted_at is null`
