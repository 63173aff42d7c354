/**
 * What a look at a payment means for the events that had asked for it.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { UnsettledEvent } from "../../modules/stripe-checkout/repositories/events"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { announceDeadEvent } from "./announce-dead-event"
import { count, measure } from "./meters"
import { resolveModule } from "./resolve-module"

/** One look answers every event that had arrived before it began. */
export async function markProcessed(
  container: MedusaContainer,
  events: readonly UnsettledEvent[],
  reason: string
): Promise<void> {
  await resolveModule(container).inbox.settle(idsOf(events), {
    status: "processed",
    reason,
  })
  for (const { account, occurred_at } of events) {
    const lag = (Date.now() - occurred_at.getTime()) / 1000
    count("stripe_checkout.events", { outcome: "processed", account })
    measure("stripe_checkout.event.lag", lag, { account })
  }
}

/** They wait for the next look; after many failures they are given up. */
export async function markFailed(
  container: MedusaContainer,
  events: readonly UnsettledEvent[],
  failure: { readonly row: PaymentRow | null; readonly message: string }
): Promise<void> {
  const { row, message } = failure
  const { inbox } = resolveModule(container)
  const dead = await inbox.fail(idsOf(events), message)
  for (const { account } of events) {
    count("stripe_checkout.events", { outcome: "failed", account })
  }
  if (!row) {
    return
  }
  for (const eventId of dead) {
    count("stripe_checkout.events", { outcome: "dead", account: row.account })
    await announceDeadEvent(container, row, eventId)
  }
}

function idsOf(events: readonly UnsettledEvent[]): string[] {
  return events.map(({ id }) => id)
}
