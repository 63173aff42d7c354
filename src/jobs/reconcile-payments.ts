import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcilePaymentsWorkflow } from "../workflows/reconciliation/reconcile-payments"

/** Ticks every minute; whether a sweep is due, the last one's row says. */
export default async function reconcilePayments(
  container: MedusaContainer
): Promise<void> {
  await reconcilePaymentsWorkflow(container).run({ input: {} })
}

export const config = {
  name: "stripe-checkout-reconcile-payments",
  schedule: "* * * * *",
}
