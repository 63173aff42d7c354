import type { MedusaContainer } from "@medusajs/framework/types"

import type { StoredEvent } from "../../modules/stripe-checkout/repositories/incoming-events"
import {
  isHandledEventType,
  type VerifiedEvent,
} from "../../modules/stripe-checkout/stripe/webhooks"
import { count } from "../support/metrics"
import { newRowId, resolveModule } from "../support/module"

export interface ReceivedEvent {
  /** The account's name in the options. */
  readonly account: string
  readonly event: VerifiedEvent
  /** Sent by Stripe, not read by a sweep. */
  readonly isDelivery: boolean
}

/**
 * Stores an event with its payment, or with the reason why it is ignored. What happened is
 * read from Stripe afterwards, so duplicates and order do not matter.
 *
 * One statement, because Stripe waits for the answer.
 */
export async function receiveEvent(
  container: MedusaContainer,
  { account, event, isDelivery }: ReceivedEvent
): Promise<StoredEvent> {
  const { incomingEvents, payments } = resolveModule(container)
  const stored = await incomingEvents.store({
    id: newRowId("scevt"),
    account,
    event,
    isHandled: isHandledEventType(event.type),
    isDelivery,
  })
  if (stored.mustAdopt && stored.paymentSessionId && event.checkoutSessionId) {
    await payments.adoptCheckoutSession(
      stored.paymentSessionId,
      event.checkoutSessionId
    )
  }
  if (stored.isNew) {
    // Ignored events count as received, too.
    count("stripe_checkout.events", { outcome: "received", account })
  }
  if (stored.isNew && stored.status === "ignored") {
    count("stripe_checkout.events", { outcome: "ignored", account })
  }
  return stored
}
