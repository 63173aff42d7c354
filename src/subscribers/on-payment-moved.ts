import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { synchronizeOrderPaymentsWorkflow } from "../workflows/synchronize-order-payments"

/** Admin's own buttons capture and refund without asking us. */
export default async function onPaymentMoved({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  // A failure is written down and logged where it happens; the bus is only a wake-up.
  await synchronizeOrderPaymentsWorkflow(container)
    .run({ input: { payment_id: event.data.id } })
    .catch(() => undefined)
}

export const config: SubscriberConfig = {
  event: ["payment.captured", "payment.refunded"],
  context: { subscriberId: "stripe-checkout-payment-moved" },
}
