/** The shop is idle: no open request, no webhook delivery, no lease, and no event that was received just now. */
import { setTimeout as pause } from "node:timers/promises"
import { only } from "../support/only"
import { waitUntil } from "../support/wait-until"
import type { FaultWorld } from "./fault-world"
import { queryRows } from "./sale"

/** A lease lasts 45 seconds and is renewed every 15: one with less than 28 seconds left was abandoned. */
const WORK_IN_PROGRESS = `
  select (select count(*) from stripe_checkout_purchase where lease_until > now() + interval '28 seconds')
       + (select count(*) from stripe_checkout_run where lease_until > now() + interval '28 seconds')
       + (select count(*) from stripe_checkout_event
           where status = 'received' and payment_session_id is not null
             and created_at > now() - interval '20 seconds') as count`

/** Stripe books some payments seconds later, and its event would come in the middle of what follows. */
const STRIPE_BOOKS_WITHIN_SECONDS = 4

/** Checked several times, because no lease is held between two pieces of work. */
const CHECKS = 3

/** The machine may be busy with other things. */
export async function waitUntilIdle(
  world: FaultWorld,
  timeoutMs = 180_000
): Promise<void> {
  await waitUntil(
    "the shop to be idle",
    async () => {
      for (let check = 0; check < CHECKS; check += 1) {
        if (!(await isIdle(world))) return false
        await pause(100)
      }
      return true
    },
    { timeoutMs, everyMs: 100 }
  )
}

async function isIdle(world: FaultWorld): Promise<boolean> {
  await world.stripe.webhooks.idle(STRIPE_BOOKS_WITHIN_SECONDS)
  const open = await world.shop.ask("openRequests", {})
  const rows = await queryRows<{ count: string }>(world, WORK_IN_PROGRESS)
  return open === 0 && Number(only(rows).count) === 0
}
