/**
 * Nobody is at work any more: no request, no webhook, no lease, and nothing that was received waits for its answer.
 */
import { setTimeout as pause } from "node:timers/promises"
import { only } from "../support/only"
import { waitUntil } from "../support/wait-until"
import type { FaultWorld } from "./fault-world"
import { rowsOf } from "./sale"

/** A lease lasts 45 seconds and is renewed every 15: what has less than 28 left was left behind. */
const AT_WORK = `
  select (select count(*) from stripe_checkout_payment where lease_until > now() + interval '28 seconds')
       + (select count(*) from stripe_checkout_run where lease_until > now() + interval '28 seconds')
       + (select count(*) from stripe_checkout_event
           where status = 'received' and payment_session_id is not null
             and created_at > now() - interval '20 seconds') as count`

/** Looked at more than once, because between two deeds nobody holds anything. */
const LOOKS = 3

export async function untilQuiet(world: FaultWorld): Promise<void> {
  await waitUntil(
    "the shop to come to rest",
    async () => {
      for (let look = 0; look < LOOKS; look += 1) {
        if (!(await isQuiet(world))) return false
        await pause(100)
      }
      return true
    },
    { timeoutMs: 60_000, everyMs: 100 }
  )
}

async function isQuiet(world: FaultWorld): Promise<boolean> {
  await world.stripe.webhooks.idle()
  const open = await world.shop.ask("openRequests", {})
  const rows = await rowsOf<{ count: string }>(world, AT_WORK)
  return open === 0 && Number(only(rows).count) === 0
}
