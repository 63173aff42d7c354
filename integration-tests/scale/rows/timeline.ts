// cspell:words lpad ABCDEFGHJKMNPQRSTVWXYZ
/**
 * One row for each payment: its place in time, its id as Medusa would make it, and what became of it. Every table is
 * filled from this one.
 */
import type { Size } from "../size"

/** Weeks at today's pace; before them the same number of payments takes three times as long. */
const BUSY_DAYS = 28

const SLOWER = 3

/** The first ten characters of a ULID are its time in milliseconds. */
const TIME_OF_ULID = `create or replace function pg_temp.ulid(at timestamptz, n bigint) returns text
  language sql immutable as $$
    select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ',
             (((extract(epoch from at) * 1000)::bigint >> (5 * (9 - i))) & 31)::int + 1, 1), '' order by i)
           || lpad(upper(to_hex(n)), 16, '0')
      from generate_series(0, 9) i
  $$`

/**
 * - open: nobody has paid yet
 * - held: of the last two days
 * - captured, released, expired: of all the time before
 */
const TIMELINE = ({ payments, ordersPerDay }: Size): string => `
  create temporary table timeline as
  select n, at, pg_temp.ulid(at, n) as ulid, fate,
         case when fate in ('held', 'captured', 'released') then 'order_' || pg_temp.ulid(at, n) end as order_id,
         fate = 'captured' and n % 50 = 0 as is_refunded,
         fate = 'captured' and n % 20 = 3 as is_edited,
         100 + n % 400 as amount
    from (select n, at,
                 case when age < ${OPEN} then 'open'
                      when age < ${2 * ordersPerDay} and n % 10 > 0 then 'held'
                      when n % 25 = 1 then 'released'
                      when n % 25 = 2 then 'expired'
                      else 'captured' end as fate
            from (select n, ${payments} - n as age,
                         now() - case when ${payments} - n < ${BUSY_DAYS * ordersPerDay}
                                      then (${payments} - n) * interval '1 day' / ${ordersPerDay}
                                      else ${BUSY_DAYS} * interval '1 day'
                                           + (${payments} - n - ${BUSY_DAYS * ordersPerDay})
                                             * interval '1 day' * ${SLOWER} / ${ordersPerDay} end as at
                    from generate_series(1, ${payments}) n) placed) fated`

/** Shoppers who are on Stripe's page right now. */
const OPEN = 300

export function timeline(size: Size): readonly string[] {
  return [
    TIME_OF_ULID,
    TIMELINE(size),
    `create index on timeline (n)`,
    `analyze timeline`,
  ]
}
