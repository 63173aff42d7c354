import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { synchronizeOrderPaymentsWorkflow } from "../workflows/synchronize-order-payments"

/** These events carry the fulfillment's id only. */
export default async function onFulfillmentChanged({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  // A failure is written down and logged where it happens; the bus is only a wake-up.
  await synchronizeOrderPaymentsWorkflow(container)
    .run({ input: { fulfillment_id: event.data.id } })
    .catch(() => undefined)
}

export const config: SubscriberConfig = {
  event: ["shipment.created", "delivery.created"],
  context: { subscriberId: "stripe-checkout-fulfillment-changed" },
}
