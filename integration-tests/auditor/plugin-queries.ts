/**
 * The plugin's own rows. The database decides whether something is overdue, because its
 * clock wrote the times.
 */
export const PLUGIN_PAYMENTS = `
  select b.payment_session_id, b.replaces_payment_session_id, b.stripe_account, b.cart_id, b.order_id,
         b.checkout_session_id, b.payment_intent_id, b.currency_code, b.state,
         b.amount_capturable, b.amount_captured, b.amount_refunded, pu.lease_owner,
         coalesce(pu.lease_until < now(), false) as is_lease_expired,
         coalesce(b.next_sync_at < now() - interval '90 seconds', false) as is_sync_overdue
    from stripe_checkout_payment b
    join stripe_checkout_purchase pu on pu.id = b.purchase_id
   where b.deleted_at is null`

export const INBOX = `
  select event_id, stripe_account, type, status, reason_code as reason from stripe_checkout_event
   where deleted_at is null`

export const OPERATIONS = `
  select id, payment_session_id, kind, source, status, trigger, reason_code as reason,
         amount, extract(epoch from begun_at)::float8 as begun_at,
         extract(epoch from settled_at)::float8 as settled_at
    from stripe_checkout_operation where deleted_at is null`

export const DISCREPANCIES = `
  select payment_session_id, order_id, status, kind,
         case when kind = 'lookalike_order' then reason_params ->> 'display_id' end
           as lookalike_display_id
    from stripe_checkout_discrepancy
   where deleted_at is null`

export const DISPUTES = `
  select stripe_id, payment_session_id, status, is_open, amount, currency_code, withdrawn, reinstated,
         reported_stage
    from stripe_checkout_dispute where deleted_at is null`

export const RUNS = `
  select id, status, coalesce(lease_until < now(), true) as is_lease_expired
    from stripe_checkout_run where deleted_at is null`

export const OWN_TABLES = `
  select table_name as name from information_schema.tables
   where table_schema = 'public' and table_name like 'stripe\\_checkout\\_%'`

/** What the plugin writes to core's rows, where storefronts can read it. */
export const SHARED_TEXTS = `
  select 'payment_session ' || id as place, data::text as text from payment_session
   where provider_id like 'pp\\_stripe-checkout%'
  union all
  select 'payment ' || id, data::text from payment
   where provider_id like 'pp\\_stripe-checkout%'
  union all
  select 'capture ' || c.id, coalesce(c.metadata::text, '') from capture c
  union all
  select 'refund ' || r.id, concat_ws(' ', r.note, r.metadata::text) from refund r`
