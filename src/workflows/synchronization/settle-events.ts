/**
 * What a synchronization of a payment means for the Stripe events that triggered it.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import {
  because,
  type Reason,
  sentenceOf,
} from "../../modules/stripe-checkout/domain/reasons/reason"
import type { UnsettledEvent } from "../../modules/stripe-checkout/repositories/events"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { emitRowEvent } from "../support/events"
import { count, measure } from "../support/metrics"
import { resolveModule } from "../support/module"
import type { LeasedPayment } from "./actions/context"

/**
 * Settles events that say nothing new, without a synchronization.
 *
 * @returns whether these were all that waited
 */
export async function settleKnown(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<boolean> {
  const { events } = resolveModule(container)
  const { areAll, ofAccounts } = await events.settleKnown(paymentSessionId)
  for (const account of ofAccounts) {
    count("stripe_checkout.events", { outcome: "ignored", account })
  }
  return areAll
}

/** One synchronization settles every event that had arrived before it began. */
export async function markProcessed(
  { container, lease }: LeasedPayment,
  settled: readonly UnsettledEvent[],
  {
    reason,
    types,
  }: {
    readonly reason: Reason
    /** Dead events of these types are settled as well. */
    readonly types: readonly string[]
  }
): Promise<void> {
  const { events } = resolveModule(container)
  await events.settleProcessed(lease.paymentSessionId, {
    ids: idsOf(settled),
    reason,
    types,
  })
  for (const { stripe_account: account, occurred_at } of settled) {
    const lag = (Date.now() - occurred_at.getTime()) / 1000
    count("stripe_checkout.events", { outcome: "processed", account })
    measure("stripe_checkout.event.lag", lag, { account })
  }
}

/** They wait for the next synchronization; after many failures they are dead. */
export async function markFailed(
  container: MedusaContainer,
  unsettled: readonly UnsettledEvent[],
  { row, reason }: { readonly row: PaymentRow | null; readonly reason: Reason }
): Promise<void> {
  const { events } = resolveModule(container)
  const dead = await events.fail(idsOf(unsettled), reason)
  for (const { stripe_account: account } of unsettled) {
    count("stripe_checkout.events", { outcome: "failed", account })
  }
  if (!row) {
    return
  }
  for (const eventId of dead) {
    count("stripe_checkout.events", {
      outcome: "dead",
      account: row.stripe_account,
    })
    await reportDeadEvent(container, row, eventId)
  }
}

function idsOf(events: readonly UnsettledEvent[]): string[] {
  return events.map(({ id }) => id)
}

/** An event that has failed for a day is not tried again until a person acts. */
async function reportDeadEvent(
  container: MedusaContainer,
  row: PaymentRow,
  eventId: string
): Promise<void> {
  const reason = because("event_dead", { event_id: eventId })
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .error(`stripe-checkout: ${row.payment_session_id}: ${sentenceOf(reason)}`)
  await emitRowEvent(container, row, { event: "event_dead", reason })
}
