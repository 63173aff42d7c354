import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { logUnlessLogged } from "../workflows/support/workflow-error"
import { synchronizePaymentLinksWorkflow } from "../workflows/synchronization/synchronize-related"

/**
 * Canceling an exchange or a claim, and editing a draft order, change what an order owes,
 * and core's workflows emit no event of their own. Its order module emits this one for
 * each order that it writes.
 */
export default async function synchronizeOnBalanceChange({
  event: { name, data },
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await synchronizePaymentLinksWorkflow(container)
    .run({ input: { order_id: data.id } })
    .catch((error: unknown) => {
      logUnlessLogged(container, `${name} ${data.id}`, error)
    })
}

export const config: SubscriberConfig = {
  event: "order.order.updated",
  context: { subscriberId: "stripe-checkout-balance-change" },
}
