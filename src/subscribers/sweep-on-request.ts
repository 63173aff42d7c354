import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { sweepInBackground } from "../workflows/reconciliation/reconcile-payments"
import { SWEEP_REQUESTED } from "../workflows/support/events"

/** A user has requested a sweep on an instance that only serves requests. */
export default async function sweepOnRequest({
  container,
}: SubscriberArgs<Record<string, never>>): Promise<void> {
  sweepInBackground(container)
}

export const config: SubscriberConfig = {
  event: SWEEP_REQUESTED,
  context: { subscriberId: "stripe-checkout-sweep-requested" },
}
