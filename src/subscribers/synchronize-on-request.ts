import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import {
  PAYMENT_SYNC_REQUESTED,
  type PaymentSyncRequest,
} from "../workflows/support/events"
import { logUnlessLogged } from "../workflows/support/workflow-error"
import { synchronizePaymentWorkflow } from "../workflows/synchronization/synchronize-payment"

/** A stored webhook, or whoever found the lease taken, requests a synchronization. */
export default async function synchronizeOnRequest({
  event: { data },
  container,
}: SubscriberArgs<PaymentSyncRequest>): Promise<void> {
  const { payment_session_id } = data
  await synchronizePaymentWorkflow(container)
    .run({ input: { payment_session_id } })
    .catch((error: unknown) => {
      logUnlessLogged(container, payment_session_id, error)
    })
}

export const config: SubscriberConfig = {
  event: PAYMENT_SYNC_REQUESTED,
  context: { subscriberId: "stripe-checkout-payment-sync-requested" },
}
