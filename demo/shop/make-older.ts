/**
 * Nobody can move the clock of a running Medusa. So when time passes at the emulated Stripe, everything that the plugin
 * remembers moves into the past as well: holds are about to lapse, and what is due is due. Stripe says the same of them.
 */
import type { DemoDatabase } from "./demo-database"

/** The moments that decide when the plugin does something. */
const MOMENTS: Readonly<Record<string, readonly string[]>> = {
  stripe_checkout_payment: [
    // The reminder of a payment link counts from here.
    "created_at",
    "capture_before",
    "checkout_session_expires_at",
    "next_sync_at",
    "order_failing_since",
    "sync_failed_since",
  ],
  // The next sweep is due sooner.
  stripe_checkout_run: ["created_at", "updated_at", "finished_at"],
}

export async function makeOlder(
  database: Pick<DemoDatabase, "run">,
  seconds: number
): Promise<void> {
  const older = (column: string): string =>
    `${column} = ${column} - interval '${Math.round(seconds)} seconds'`
  for (const [table, columns] of Object.entries(MOMENTS)) {
    await database.run(`update ${table} set ${columns.map(older).join(", ")}`)
  }
  for (const moment of LINK_MOMENTS) {
    await database.run(makeLinksOlder(moment, seconds))
  }
}

/** Kept by the plugin with the payment collection of a link. */
const LINK_MOMENTS = ["expiresAt", "renewedAt", "emailedAt"]

function makeLinksOlder(moment: string, seconds: number): string {
  const path = `'{stripe_checkout_payment_link_terms,${moment}}'`
  const older = `(metadata #>> ${path})::timestamptz - interval '${Math.round(seconds)} seconds'`
  return `update payment_collection
    set metadata = jsonb_set(metadata, ${path},
      to_jsonb(to_char((${older}) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
    where metadata #>> ${path} is not null`
}
