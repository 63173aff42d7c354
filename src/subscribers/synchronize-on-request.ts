import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import {
  PAYMENT_SYNC_REQUESTED,
  type PaymentSyncRequest,
} from "../workflows/support/events"
import { startSynchronization } from "../workflows/synchronization/in-background"

/** A stored webhook, or a worker that found the lease taken, requests a synchronization. */
export default async function synchronizeOnRequest({
  event: { data },
  container,
}: SubscriberArgs<PaymentSyncRequest>): Promise<void> {
  await startSynchronization(container, data.payment_session_id, data.wanted)
}

export const config: SubscriberConfig = {
  event: PAYMENT_SYNC_REQUESTED,
  context: { subscriberId: "stripe-checkout-payment-sync-requested" },
}
