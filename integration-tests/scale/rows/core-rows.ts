// cspell:words ordliadj ordspmv ordsm ordsmadj ordcl capaycol ordercart ordpay ordsum sloc ordful ordli orditem
/**
 * Medusa's own rows, as far as the plugin's statements read them. Nothing is wrong with any of them: a sweep that finds
 * something would measure its work and not its search.
 */
const RAW = `jsonb_build_object('value', amount::text, 'precision', 20)`

const ORDERS = `from timeline where order_id is not null`

const CAPTURED = `from timeline where fate = 'captured'`

const REFUNDED = `from timeline where is_refunded`

/** One statement for each table. */
export const CORE_ROWS: Readonly<Record<string, string>> = {
  cart: `insert into cart (id, email, currency_code, created_at, updated_at, completed_at)
     select 'cart_' || ulid, 'shopper' || n || '@shop.example', 'eur', at, at,
            case when order_id is not null then at end from timeline`,
  payment_collection: `insert into payment_collection (id, currency_code, amount, raw_amount, status, created_at, updated_at)
     select 'pay_col_' || ulid, 'eur', amount, ${RAW},
            case fate when 'captured' then 'completed' when 'held' then 'authorized' else 'not_paid' end, at, at
       from timeline`,
  cart_payment_collection: `insert into cart_payment_collection (cart_id, payment_collection_id, id, created_at, updated_at)
     select 'cart_' || ulid, 'pay_col_' || ulid, 'capaycol_' || ulid, at, at from timeline`,
  payment_session: `insert into payment_session
       (id, currency_code, amount, raw_amount, provider_id, data, status, payment_collection_id, created_at, updated_at)
     select 'payses_' || ulid, 'eur', amount, ${RAW}, 'pp_stripe-checkout_default',
            jsonb_build_object('session_id', 'payses_' || ulid),
            case when order_id is null then 'pending' else 'authorized' end, 'pay_col_' || ulid, at, at
       from timeline`,
  order: `insert into "order" (id, display_id, status, email, currency_code, version, metadata, created_at, updated_at)
     select order_id, n,
            (case when fate = 'released' then 'canceled' when at < now() - interval '30 days' then 'completed'
                  else 'pending' end)::order_status_enum,
            'shopper' || n || '@shop.example', 'eur', case when is_edited then 2 else 1 end,
            jsonb_build_object('order_status', case fate when 'captured' then 'paid' else 'approved' end), at, at
       ${ORDERS}`,
  order_cart: `insert into order_cart (order_id, cart_id, id, created_at, updated_at)
     select order_id, 'cart_' || ulid, 'ordercart_' || ulid, at, at ${ORDERS}`,
  order_payment_collection: `insert into order_payment_collection (order_id, payment_collection_id, id, created_at, updated_at)
     select order_id, 'pay_col_' || ulid, 'ordpay_' || ulid, at, at ${ORDERS}`,
  payment: `insert into payment
       (id, amount, raw_amount, currency_code, provider_id, data, payment_collection_id, payment_session_id,
        captured_at, canceled_at, created_at, updated_at)
     select 'pay_' || ulid, amount, ${RAW}, 'eur', 'pp_stripe-checkout_default', '{}', 'pay_col_' || ulid,
            'payses_' || ulid, case when fate = 'captured' then at end, case when fate = 'released' then at end, at, at
       ${ORDERS}`,
  capture: `insert into capture (id, amount, raw_amount, payment_id, created_at, updated_at, created_by)
     select 'capt_' || ulid, amount, ${RAW}, 'pay_' || ulid, at, at, 'stripe-checkout' ${CAPTURED}`,
  refund: `insert into refund (id, amount, raw_amount, payment_id, created_at, updated_at)
     select 'ref_' || ulid, amount, ${RAW}, 'pay_' || ulid, at, at ${REFUNDED}`,
  order_transaction: `insert into order_transaction
       (id, order_id, version, amount, raw_amount, currency_code, reference, reference_id, created_at, updated_at)
     select 'ordtrx_' || ulid, order_id, 1, amount, ${RAW}, 'eur', 'capture', 'capt_' || ulid, at, at ${CAPTURED}
     union all
     select 'ordtrx_' || ulid || 'R', order_id, 1, -amount, ${RAW}, 'eur', 'refund', 'ref_' || ulid, at, at ${REFUNDED}`,
  order_summary: `insert into order_summary (id, order_id, version, totals, created_at, updated_at)
     select 'ordsum_' || ulid || version, order_id, version,
            jsonb_build_object('paid_total', amount, 'current_order_total', amount, 'transaction_total',
              case when fate = 'captured' and not is_refunded then amount else 0 end), at, at
       from timeline, generate_series(1, case when is_edited then 2 else 1 end) version
      where order_id is not null`,
  order_change: `insert into order_change
       (id, order_id, version, status, change_type, created_at, updated_at, confirmed_at)
     select 'ordch_' || ulid || change_type, order_id, 1, 'confirmed', change_type, at, at, at
       from timeline, unnest(array['update_order', 'credit_line']) change_type
      where order_id is not null and (change_type = 'update_order' or is_refunded)`,
  fulfillment: `insert into fulfillment (id, location_id, packed_at, shipped_at, created_at, updated_at)
     select 'ful_' || ulid, 'sloc_1', at, at, at, at ${CAPTURED} and n % 10 > 2`,
  order_fulfillment: `insert into order_fulfillment (order_id, fulfillment_id, id, created_at, updated_at)
     select order_id, 'ful_' || ulid, 'ordful_' || ulid, at, at ${CAPTURED} and n % 10 > 2`,
  order_line_item: `insert into order_line_item (id, title, unit_price, raw_unit_price, created_at, updated_at)
     select 'ordli_' || ulid, 'Shirt', amount, ${RAW}, at, at ${ORDERS} and n % 10 = 0`,
  order_item: `insert into order_item
       (id, order_id, version, item_id, quantity, raw_quantity, fulfilled_quantity, raw_fulfilled_quantity,
        shipped_quantity, raw_shipped_quantity, return_requested_quantity, raw_return_requested_quantity,
        return_received_quantity, raw_return_received_quantity, return_dismissed_quantity,
        raw_return_dismissed_quantity, written_off_quantity, raw_written_off_quantity, created_at, updated_at)
     select 'orditem_' || ulid, order_id, 1, 'ordli_' || ulid, 1, one, 0, none, 0, none, 0, none, 0, none, 0, none,
            0, none, at, at
       from timeline, (select '{"value":"1"}'::jsonb as one, '{"value":"0"}'::jsonb as none) raw
      where order_id is not null and n % 10 = 0`,
  order_line_item_adjustment: `insert into order_line_item_adjustment (id, item_id, amount, raw_amount, created_at, updated_at)
     select 'ordliadj_' || ulid, 'ordli_' || ulid, 1, ${RAW}, at, at ${ORDERS} and n % 10 = 0`,
  order_shipping: `insert into order_shipping (id, order_id, version, shipping_method_id, created_at, updated_at)
     select 'ordspmv_' || ulid, order_id, 1, 'ordsm_' || ulid, at, at ${ORDERS} and n % 10 = 0`,
  order_shipping_method_adjustment: `insert into order_shipping_method_adjustment
       (id, shipping_method_id, amount, raw_amount, created_at, updated_at)
     select 'ordsmadj_' || ulid, 'ordsm_' || ulid, 1, ${RAW}, at, at ${ORDERS} and n % 10 = 0`,
  order_credit_line: `insert into order_credit_line (id, order_id, version, amount, raw_amount, created_at, updated_at)
     select 'ordcl_' || ulid, order_id, 1, amount, ${RAW}, at, at ${REFUNDED}`,
  cart_line_item: `insert into cart_line_item (id, cart_id, title, quantity, unit_price, raw_unit_price, created_at, updated_at)
     select 'cali_' || ulid, 'cart_' || ulid, 'Shirt', 1, amount, ${RAW}, at, at from timeline where n % 10 = 0`,
  /** Medusa forgets them after three days. */
  workflow_execution: `insert into workflow_execution (id, workflow_id, transaction_id, execution, context, state, created_at, updated_at)
     select 'wf_exec_' || ulid, 'complete-cart', 'cart_' || ulid, '{}',
            jsonb_build_object('data', jsonb_build_object('payload', jsonb_build_object('id', 'cart_' || ulid))),
            'done', at, at
       ${ORDERS} and at > now() - interval '3 days'`,
}
