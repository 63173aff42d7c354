import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileInBackground } from "../workflows/reconciliation/reconcile-payments"

/**
 * Runs every minute; the last sweep's row tells whether the next one is due. It returns at
 * once, because Medusa runs one job at a time, and a sweep may take minutes.
 */
export default async function reconcilePayments(
  container: MedusaContainer
): Promise<void> {
  reconcileInBackground(container)
}

export const config = {
  name: "stripe-checkout-reconcile-payments",
  schedule: "* * * * *",
}
