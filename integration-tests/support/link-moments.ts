/**
 * Time passes for a payment link. Nobody can move the clock of a running Medusa, so
 * everything that the plugin remembers of the link moves into the past.
 */
import { sql } from "./order-records"
import type { PaymentLink } from "./payment-links"
import type { Store } from "./store"

const HOUR_SECONDS = 60 * 60

/** In the metadata of the link's payment collection. */
const MOMENTS = ["expiresAt", "renewedAt", "emailedAt", "remindedAt"]

export async function passLinkMoments(
  store: Store,
  link: Pick<PaymentLink, "payment_session_id" | "payment_collection_id">,
  hours: number
): Promise<void> {
  for (const older of makeLinkMomentsOlder(hours * HOUR_SECONDS, "id = :id")) {
    await sql(store, older, { id: link.payment_collection_id })
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

/** One statement for each moment; `ofLinks` is the condition for their collections, by default of all. */
export function makeLinkMomentsOlder(
  seconds: number,
  ofLinks = "true"
): readonly string[] {
  return MOMENTS.map((moment) => {
    const path = `'{stripe_checkout_payment_link_terms,${moment}}'`
    const earlier = `(metadata #>> ${path})::timestamptz - interval '${seconds} seconds'`
    return `
      update payment_collection
         set metadata = jsonb_set(metadata, ${path}, to_jsonb(
               to_char((${earlier}) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
       where metadata #>> ${path} is not null and ${ofLinks} returning id`
  })
}
