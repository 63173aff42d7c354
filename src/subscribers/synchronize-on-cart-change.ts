import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { findOpenCheckoutSessions } from "../workflows/synchronization/affected-payments"
import { startSynchronizations } from "../workflows/synchronization/in-background"

/**
 * A cart may change while its Checkout Session is open. If the total changes, core
 * deletes the payment session and the Checkout Session is expired at once; if not,
 * Stripe's page would still show, and charge for, what is no longer in the cart.
 */
export default async function synchronizeOnCartChange({
  event: { name, data },
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await startSynchronizations(container, `${name} ${data.id}`, () =>
    findOpenCheckoutSessions(container, data.id)
  )
}

export const config: SubscriberConfig = {
  event: [
    "cart.updated",
    "cart.customer_updated",
    "cart.region_updated",
    "cart.customer_transferred",
  ],
  context: { subscriberId: "stripe-checkout-cart-change" },
}
