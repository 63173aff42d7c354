import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { OWN_NAME } from "../modules/stripe-checkout/domain/plugin-actor"
import { synchronizeOrderPaymentsWorkflow } from "../workflows/synchronize-order-payments"

interface ChangedOrder {
  readonly id?: string
  readonly order_id?: string
}

/**
 * There is no event "the order's status changed", so everything that may mean it
 * makes us look; whether it does is decided from Medusa's change records.
 */
export default async function onOrderChanged({
  event: { data, metadata },
  container,
}: SubscriberArgs<ChangedOrder>): Promise<void> {
  const orderId = data.order_id ?? data.id
  if (!orderId || metadata?.["written_by"] === OWN_NAME) {
    return
  }
  // A failure is written down and logged where it happens; the bus is only a wake-up.
  await synchronizeOrderPaymentsWorkflow(container)
    .run({ input: { order_id: orderId } })
    .catch(() => undefined)
}

export const config: SubscriberConfig = {
  event: [
    "order.placed",
    "order.updated",
    "order.completed",
    "order.archived",
    "order.canceled",
    "order.fulfillment_created",
    "order.fulfillment_canceled",
    "order-edit.confirmed",
    "order.claim_created",
    "order.exchange_created",
    "order.return_requested",
    "order.return_received",
  ],
  context: { subscriberId: "stripe-checkout-order-changed" },
}
