/**
 * `npx medusa-stripe-checkout check`: prints what is wrong, as the health route does.
 */
import type { ExecArgs } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"

import { describeHealth } from "../api/admin/stripe-checkout/health/health-report"

/** @throws MedusaError with every problem, so that the command fails. */
export default async function checkHealth({
  container,
}: ExecArgs): Promise<void> {
  const { accounts } = await describeHealth(container)
  const problems = accounts.flatMap(({ account, problems: found }) =>
    found.map((problem) => `Account "${account}": ${problem}`)
  )
  if (problems.length) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      problems.join("\n")
    )
  }
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .info("stripe-checkout: everything is in order.")
}
