import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { findOpenPaymentLinks } from "../workflows/synchronization/affected-payments"
import { startSynchronizations } from "../workflows/synchronization/in-background"

/**
 * Canceling an exchange or a claim, and editing a draft order, change what an order owes,
 * and core's workflows emit no event of their own. Its order module emits this one for
 * each order that it writes.
 */
export default async function synchronizeOnBalanceChange({
  event: { name, data },
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await startSynchronizations(container, `${name} ${data.id}`, () =>
    findOpenPaymentLinks(container, data.id)
  )
}

export const config: SubscriberConfig = {
  event: "order.order.updated",
  context: { subscriberId: "stripe-checkout-balance-change" },
}
