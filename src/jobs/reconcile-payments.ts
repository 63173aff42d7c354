import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcilePaymentsWorkflow } from "../workflows/reconciliation/reconcile-payments"

/** Runs every minute; the last sweep's row tells whether the next one is due. */
export default async function reconcilePayments(
  container: MedusaContainer
): Promise<void> {
  await reconcilePaymentsWorkflow(container).run({ input: {} })
}

export const config = {
  name: "stripe-checkout-reconcile-payments",
  schedule: "* * * * *",
}
