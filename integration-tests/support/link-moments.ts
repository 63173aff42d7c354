/**
 * Time passes for a payment link. Nobody can move the clock of a running Medusa, so
 * everything that the plugin remembers of the link moves into the past.
 */
import { sql } from "./order-records"
import type { PaymentLink } from "./payment-links"
import type { Store } from "./store"

const MOMENTS = ["expiresAt", "renewedAt", "emailedAt"]

export async function passLinkMoments(
  store: Store,
  link: Pick<PaymentLink, "payment_session_id" | "payment_collection_id">,
  hours: number
): Promise<void> {
  for (const moment of MOMENTS) {
    const path = `'{stripe_checkout_payment_link_terms,${moment}}'`
    await sql(
      store,
      `update payment_collection
          set metadata = jsonb_set(metadata, ${path},
                to_jsonb(to_char(((metadata #>> ${path})::timestamptz - :hours * interval '1 hour') at time zone 'utc',
                                 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
        where id = :id and metadata #>> ${path} is not null returning id`,
      { id: link.payment_collection_id, hours }
    )
  }
  await sql(
    store,
    `update stripe_checkout_payment
        set created_at = created_at - :hours * interval '1 hour',
            next_sync_at = next_sync_at - :hours * interval '1 hour'
      where payment_session_id = :id returning id`,
    { id: link.payment_session_id, hours }
  )
}
