/** The plugin's own rows: all settled, but for what is held or open right now. */
import type { Size } from "../size"

const rawOf = (value: string): string =>
  `jsonb_build_object('value', (${value})::text, 'precision', 20)`

const CAPTURABLE = `case when fate = 'held' then amount else 0 end`

const CAPTURED = `case when fate = 'captured' then amount else 0 end`

const REFUNDED = `case when is_refunded then amount else 0 end`

const ZERO = rawOf("0")

/** One statement for each table. */
export const pluginRows = ({
  events,
  payments,
}: Size): Readonly<Record<string, string>> => ({
  stripe_checkout_purchase: `insert into stripe_checkout_purchase (id, reported_status, medusa_status, lease_fence, created_at, updated_at)
     select 'cart_' || ulid, case fate when 'captured' then 'captured' when 'held' then 'authorized' end, 'pending', 3,
            at, at from timeline`,
  stripe_checkout_payment: `insert into stripe_checkout_payment
       (id, payment_session_id, stripe_account, cart_id, order_id, purchase_id, payment_id, checkout_session_id,
        payment_intent_id, currency_code, amount, raw_amount, checkout_session_attempt, checkout_session_expires_at,
        state, reason_code, reason_params, amount_capturable, raw_amount_capturable, amount_captured,
        raw_amount_captured, amount_refunded, raw_amount_refunded, capture_before, synced_at, next_sync_at,
        created_at, updated_at)
     select 'scpay_' || ulid, 'payses_' || ulid, 'default', 'cart_' || ulid, order_id, 'cart_' || ulid,
            case when order_id is not null then 'pay_' || ulid end, 'cs_' || ulid,
            case when order_id is not null then 'pi_' || ulid end, 'eur', amount, ${rawOf("amount")}, 1,
            at + interval '1 day',
            case fate when 'open' then 'awaiting_customer' when 'held' then 'authorized' when 'released' then 'canceled'
                      else fate end,
            'in_sync', '{}', ${CAPTURABLE}, ${rawOf(CAPTURABLE)}, ${CAPTURED}, ${rawOf(CAPTURED)},
            ${REFUNDED}, ${rawOf(REFUNDED)},
            case when order_id is not null then at + interval '7 days' end, at + interval '2 minutes',
            case when fate = 'open' then at + interval '1 day' end, at, at
       from timeline`,
  stripe_checkout_event: `insert into stripe_checkout_event
       (id, stripe_account, event_id, type, api_version, object_id, payment_session_id, occurred_at, delivered_at,
        status, reason_code, reason_params, attempts, processed_at, created_at, updated_at)
     select 'scevt_' || ulid || copy, 'default', 'evt_' || ulid || copy, 'payment_intent.succeeded', '2026-11-01',
            'pi_' || ulid, 'payses_' || ulid, at, at, case when copy % 2 = 0 then 'processed' else 'ignored' end,
            'in_sync', '{}', 1, at, at, at
       from timeline, generate_series(1, ${Math.ceil(events / payments)}) copy`,
  stripe_checkout_operation: `insert into stripe_checkout_operation
       (id, payment_session_id, order_id, kind, source, currency_code, trigger, status, reason_code, reason_params,
        attempts, settled_at, created_at, updated_at)
     select 'scop_' || ulid || kind, 'payses_' || ulid, order_id, kind,
            case when kind = 'capture' then 'rule' else 'system' end, 'eur', kind, 'succeeded', 'in_sync', '{}', 1,
            at, at, at
       from timeline, unnest(array['place_order', 'tag_payment_intent', 'capture']) kind
      where order_id is not null and (kind <> 'capture' or fate = 'captured')`,
  stripe_checkout_discrepancy: `insert into stripe_checkout_discrepancy
       (id, payment_session_id, order_id, kind, status, reason_code, reason_params, currency_code, medusa_captured,
        medusa_refunded, stripe_capturable, stripe_captured, stripe_refunded, raw_medusa_captured, raw_medusa_refunded,
        raw_stripe_capturable, raw_stripe_captured, raw_stripe_refunded, resolved_at, created_at, updated_at)
     select 'scdis_' || ulid, 'payses_' || ulid, order_id, 'record_capture',
            case when n % 200 = 0 then 'repaired' else 'resolved' end, 'event_missed', '{}', 'eur', 0, 0, 0, 0, 0,
            ${ZERO}, ${ZERO}, ${ZERO}, ${ZERO}, ${ZERO}, at, at, at
       from timeline where n % 100 = 0 and order_id is not null`,
  // More than there ever are, so that a scan of them shows.
  stripe_checkout_dispute: `insert into stripe_checkout_dispute
       (id, kind, stripe_id, stripe_account, payment_session_id, status, outcome, is_open, reason, amount, raw_amount,
        currency_code, opened_at, closed_at, reported_stage, synced_at, created_at, updated_at)
     select 'scdp_' || ulid, 'dispute', 'du_' || ulid, 'default', 'payses_' || ulid,
            case when n % 500 = 0 then 'needs_response' else 'lost' end, case when n % 500 <> 0 then 'lost' end,
            n % 500 = 0, 'fraudulent', amount, ${rawOf("amount")}, 'eur', at, case when n % 500 <> 0 then at end,
            case when n % 500 = 0 then 'dispute' else 'closed_lost' end, at, at, at
       from timeline where n % 10 = 0 and order_id is not null`,
  stripe_checkout_run: `insert into stripe_checkout_run
       (id, stripe_account, status, stage, events_until, objects_until, created_at, updated_at, finished_at)
     select 'scrun_' || age, 'default', 'succeeded', 'deadlines', extract(epoch from at), extract(epoch from at), at, at,
            at
       from (select age, now() - age * interval '5 minutes' as at from generate_series(2, 12 * 24 * 30) age) run`,
})
