/**
 * Medusa core's rows. Payments of other providers are left out: the audit does not judge
 * them.
 */
const IS_OURS = `provider_id like 'pp\\_stripe-checkout%'`

const CARTS_OF = (collection: string): string =>
  `array(select l.cart_id from cart_payment_collection l
          where l.payment_collection_id = ${collection} and l.deleted_at is null)`

export const ORDERS = `
  select o.id, o.display_id::text as display_id, o.status, o.is_draft_order, o.currency_code,
         o.metadata ->> 'order_status' as order_status,
         (select s.totals ->> 'original_order_total' from order_summary s
           where s.order_id = o.id order by s.version limit 1) as total_at_placement,
         (select max((s.totals ->> 'current_order_total')::numeric)::text from order_summary s
           where s.order_id = o.id and s.deleted_at is null) as highest_total,
         (select coalesce(json_agg(json_build_object(
                   'total', v.total, 'since', v.since) order by v.since), '[]')
            from (select s.totals ->> 'current_order_total' as total,
                         case when s.version = 1 then 0 else coalesce((
                           select extract(epoch from min(c.confirmed_at))
                             from order_change c
                            where c.order_id = o.id and c.version = s.version
                              and c.status = 'confirmed' and c.deleted_at is null), 0)
                         end as since
                    from order_summary s
                   where s.order_id = o.id and s.deleted_at is null) v) as versions,
         array(select s.totals ->> 'pending_difference' from order_summary s
                where s.order_id = o.id and s.deleted_at is null
                  and s.version = (select max(n.version) from order_summary n
                                    where n.order_id = o.id and n.deleted_at is null)
              ) as owed,
         array(select s.totals ->> 'transaction_total' from order_summary s
                where s.order_id = o.id and s.deleted_at is null
                  and s.version = (select max(n.version) from order_summary n
                                    where n.order_id = o.id and n.deleted_at is null)
              ) as summary_totals,
         exists (select 1 from order_payment_collection l
                   join payment p on p.payment_collection_id = l.payment_collection_id
                  where l.order_id = o.id and l.deleted_at is null
                    and p.deleted_at is null and not p.${IS_OURS}) as is_paid_by_other_provider,
         array(select c.id from order_change c
                where c.order_id = o.id and c.change_type = 'credit_line'
                  and c.status in ('pending', 'requested') and c.deleted_at is null
              ) as open_credit_changes,
         array(select i.item_id from order_item i
                where i.order_id = o.id and i.version = o.version and i.deleted_at is null
                group by i.item_id having count(*) > 1) as doubled_items,
         array(select l.cart_id from order_cart l
                where l.order_id = o.id and l.deleted_at is null) as cart_ids,
         array(select l.payment_collection_id from order_payment_collection l
                where l.order_id = o.id and l.deleted_at is null) as collection_ids
    from "order" o
   where o.deleted_at is null`

export const SESSIONS = `
  select s.id, s.status, s.amount, s.currency_code,
         s.payment_collection_id as collection_id,
         coalesce((c.metadata #>> '{stripe_checkout_payment_link_terms,expiresAt}')::timestamptz
                    < now() - interval '90 seconds', false) as is_link_expired,
         ${CARTS_OF("s.payment_collection_id")} as cart_ids
    from payment_session s
    join payment_collection c on c.id = s.payment_collection_id
   where s.${IS_OURS} and s.deleted_at is null`

const rowsOf = (table: string): string => `
  (select coalesce(json_agg(json_build_object(
            'id', m.id, 'amount', m.amount::text, 'created_by', m.created_by)
            order by m.id), '[]')
     from ${table} m where m.payment_id = p.id and m.deleted_at is null)`

export const PAYMENTS = `
  select p.id, p.payment_session_id as session_id,
         p.payment_collection_id as collection_id,
         p.data ->> 'payment_intent_id' as payment_intent_id,
         p.amount, p.currency_code,
         p.captured_at is not null as is_marked_captured,
         p.canceled_at is not null as is_canceled,
         ${CARTS_OF("p.payment_collection_id")} as cart_ids,
         ${rowsOf("capture")} as captures, ${rowsOf("refund")} as refunds
    from payment p
   where p.${IS_OURS} and p.deleted_at is null`

export const COLLECTIONS = `
  select c.id, coalesce(c.captured_amount, 0) as captured_amount,
         coalesce(c.refunded_amount, 0) as refunded_amount,
         not exists (select 1 from payment p
                      where p.payment_collection_id = c.id and p.deleted_at is null
                        and not p.${IS_OURS}) as has_only_plugin_payments
    from payment_collection c
   where c.deleted_at is null
     and exists (select 1 from payment p
                  where p.payment_collection_id = c.id and p.${IS_OURS}
                    and p.deleted_at is null)`

/**
 * Of all orders, since the row that a transaction was made for may be gone. When a captured order is canceled, core's
 * transaction for the refund refers to the payment; it is matched to a refund of the same amount that no other
 * transaction refers to.
 */
export const TRANSACTIONS = `
  select t.id, t.order_id, t.amount, t.reference,
         extract(epoch from t.created_at)::float8 as created_at,
         coalesce(matched.id, t.reference_id) as reference_id,
         (matched.id is not null
          or exists (select 1 from capture c where c.id = t.reference_id and c.deleted_at is null)
          or exists (select 1 from refund r where r.id = t.reference_id and r.deleted_at is null)
         ) as has_reference
    from order_transaction t
    left join lateral (
      select r.id from refund r
       where t.reference = 'refund' and r.payment_id = t.reference_id
         and r.deleted_at is null and r.amount = -t.amount
         and not exists (select 1 from order_transaction other
                          where other.reference_id = r.id and other.deleted_at is null)
       limit 1) matched on true
   where t.deleted_at is null`

/** E-mail addresses are recognized by their form. Short words would match any text. */
export const PRIVATE_WORDS = `
  select distinct word from (
    select a.address_1 as word from order_address a
    union select a.phone from order_address a
    union select a.address_1 from cart_address a
    union select a.phone from cart_address a) words
   where length(word) > 6`
