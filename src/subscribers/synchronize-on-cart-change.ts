import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { synchronizeCartPaymentsWorkflow } from "../workflows/synchronization/synchronize-related"

/**
 * A cart may change while its payment page is open. Where the total changes, core
 * deletes the payment session and the page is closed at once; where it does not, the
 * page would go on showing, and taking money for, what is no longer in the cart.
 */
export default async function onCartChanged({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  // A failure is written down and logged where it happens; the bus is only a wake-up.
  await synchronizeCartPaymentsWorkflow(container)
    .run({ input: { cart_id: event.data.id } })
    .catch(() => undefined)
}

export const config: SubscriberConfig = {
  event: [
    "cart.updated",
    "cart.customer_updated",
    "cart.region_updated",
    "cart.customer_transferred",
  ],
  context: { subscriberId: "stripe-checkout-cart-changed" },
}
