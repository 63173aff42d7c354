import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import {
  PAYMENT_SYNC_REQUESTED,
  type PaymentSyncRequest,
} from "../workflows/support/events"
import { startSynchronizations } from "../workflows/synchronization/in-background"

/** A stored webhook, or a worker that found the lease taken, requests a synchronization. */
export default async function synchronizeOnRequest({
  event: { data },
  container,
}: SubscriberArgs<PaymentSyncRequest>): Promise<void> {
  const { payment_session_id } = data
  await startSynchronizations(container, payment_session_id, () => [
    payment_session_id,
  ])
}

export const config: SubscriberConfig = {
  event: PAYMENT_SYNC_REQUESTED,
  context: { subscriberId: "stripe-checkout-payment-sync-requested" },
}
