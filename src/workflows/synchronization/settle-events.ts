/**
 * What a look at a payment means for the events that had asked for it.
 */

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { UnsettledEvent } from "../../modules/stripe-checkout/repositories/events"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { emitRowEvent } from "../support/events"
import { count, measure } from "../support/metrics"
import { resolveModule } from "../support/module"

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

/** An event that has failed for a day: from here on a person must look. */
export async function announceDeadEvent(
  container: MedusaContainer,
  row: PaymentRow,
  eventId: string
): Promise<void> {
  const reason = `Stripe's event ${eventId} could not be answered after many tries. Mend the cause, then send it again from Stripe's Dashboard or replay it.`
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .error(`stripe-checkout: ${row.payment_session_id}: ${reason}`)
  await emitRowEvent(container, row, { event: "event_dead", reason })
}
