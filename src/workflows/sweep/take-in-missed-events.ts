import type { MedusaContainer } from "@medusajs/framework/types"

import type { RunRow } from "../../modules/stripe-checkout/repositories/reconciliation-runs"
import type { VerifiedEvent } from "../../modules/stripe-checkout/stripe/webhooks"
import { receiveStripeEventWorkflow } from "../receive-stripe-event"
import { resolveModule } from "../steps/resolve-module"
import { freshLimits } from "./fresh-limits"

/**
 * Events may become visible a little after their time, and clocks differ. What is
 * read twice is stored once.
 */
const OVERLAP_SECONDS = 10 * 60

/**
 * The events that Stripe made since the last sweep. They go through the inbox like
 * those that arrive, so what was delivered already is left alone.
 */
export async function* takeInMissedEvents(
  container: MedusaContainer,
  run: RunRow
): AsyncGenerator<readonly string[]> {
  const module = resolveModule(container)
  const { gateway } = module.accounts.get(run.account)
  const window = module.options.reconcile.windowHours * 60 * 60
  const oldest = Math.floor(Date.now() / 1000) - window
  const since = Math.max((run.events_until ?? 0) - OVERLAP_SECONDS, oldest)
  let newest = 0
  for await (const page of gateway.listings.events(since, freshLimits)) {
    const times = page.map(({ createdAt }) => createdAt.getTime() / 1000)
    newest = Math.max(newest, ...times)
    yield await takeIn(container, run.account, page)
  }
  // Only now: a sweep that dies on the way reads them again.
  if (newest > 0) {
    await module.runs.progress(run, { eventsUntil: newest })
  }
}

/** @returns the payments whose events had not arrived. */
async function takeIn(
  container: MedusaContainer,
  account: string,
  page: readonly VerifiedEvent[]
): Promise<string[]> {
  const missed: string[] = []
  for (const event of page) {
    const { result } = await receiveStripeEventWorkflow(container).run({
      input: { account, event, is_wake_up: false },
    })
    if (result.is_new && result.payment_session_id) {
      missed.push(result.payment_session_id)
    }
  }
  return [...new Set(missed)]
}
