/**
 * `npx medusa-stripe-checkout unfinished`: what is still held or may still be paid.
 */
import type { ExecArgs } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"

import { describeUnfinishedPayments } from "../workflows/order-payments/unfinished-payments"

/** @throws MedusaError that lists them, so that the command fails. */
export default async function listUnfinishedPayments({
  container,
}: ExecArgs): Promise<void> {
  const unfinished = await describeUnfinishedPayments(container)
  if (unfinished.length) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      unfinished.join("\n")
    )
  }
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .info("stripe-checkout: no payment is held, open or in process.")
}
