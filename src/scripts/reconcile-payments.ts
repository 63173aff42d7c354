/**
 * `npx medusa-stripe-checkout reconcile`: runs a full sweep now.
 */
import type { ExecArgs } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"

import { reconcilePaymentsWorkflow } from "../workflows/reconciliation/reconcile-payments"

/** @throws MedusaError when a sweep failed; its row and the log say why. */
export default async function reconcilePayments({
  container,
}: ExecArgs): Promise<void> {
  const { result } = await reconcilePaymentsWorkflow(container).run({
    input: { now: true },
  })
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  for (const sweep of result.sweeps) {
    logger.info(
      `stripe-checkout: account "${sweep.account}": ${sweep.payments_checked} payments checked, ${sweep.repaired} repaired, ${sweep.open_discrepancies} discrepancies need manual review.`
    )
  }
  if (!result.sweeps.length) {
    logger.info("stripe-checkout: another instance is already sweeping.")
  }
  const failed = result.sweeps.filter(({ status }) => status === "failed")
  if (failed.length) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `The sweep of ${failed.map(({ account }) => `"${account}"`).join(", ")} is incomplete; the log says why. The next one tries again.`
    )
  }
}
