import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import {
  LOOK_AT_PAYMENT,
  type LookAtPayment,
} from "../workflows/support/events"
import { synchronizePaymentWorkflow } from "../workflows/synchronization/synchronize-payment"

export default async function onLookAtPayment({
  event,
  container,
}: SubscriberArgs<LookAtPayment>): Promise<void> {
  // A failure is written down and logged where it happens; the bus is only a wake-up.
  await synchronizePaymentWorkflow(container)
    .run({ input: { payment_session_id: event.data.payment_session_id } })
    .catch(() => undefined)
}

export const config: SubscriberConfig = {
  event: LOOK_AT_PAYMENT,
  context: { subscriberId: "stripe-checkout-look-at-payment" },
}
