import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { logUnlessLogged } from "../workflows/support/workflow-error"
import { synchronizeCartPaymentsWorkflow } from "../workflows/synchronization/synchronize-related"

/**
 * A cart may change while its Checkout Session is open. Where the total changes, core
 * deletes the payment session and the Checkout Session is expired at once; where it does
 * not, Stripe's page would go on showing, and charging for, what is no longer in the cart.
 */
export default async function synchronizeOnCartChange({
  event: { name, data },
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await synchronizeCartPaymentsWorkflow(container)
    .run({ input: { cart_id: data.id } })
    .catch((error: unknown) => {
      logUnlessLogged(container, `${name} ${data.id}`, error)
    })
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
