/**
 * Whether what an event claims about a payment's money has been seen already: the payment is
 * in sync, and its last reading of Stripe showed the same. Most of what Stripe sends after an
 * action of ours is of that kind.
 */
import type { ReasonCode } from "../domain/reasons/reason"

/** Code of the reason for which it is ignored. */
export const NOTHING_NEW = "event_repeats_payment" satisfies ReasonCode

/**
 * A condition in SQL.
 *
 * @param payment the payment's row
 * @param claim the event's claim, a `jsonb`
 */
export const isKnown = (payment: string, claim: string): string => `
  (${payment}.next_sync_at is null and ${payment}.sync_failures = 0
   and ${payment}.payment_intent_id = ${claim} ->> 'payment_intent_id'
   and ${payment}.state in (select jsonb_array_elements_text(${claim} -> 'states'))
   and coalesce((${claim} ->> 'amount')::numeric
                  = case ${payment}.state when 'authorized' then ${payment}.amount_capturable
                                          when 'captured' then ${payment}.amount_captured end,
                true))`
