import type { MedusaContainer } from "@medusajs/framework/types"

import type { OrderPolicy } from "../../modules/stripe-checkout/domain/order-status/order-policy"
import { resolveModule } from "./module"

/**
 * The shop's policy for the money of its orders: the options with what the admin has
 * changed of them, and with repairs only if the self-check of core's tables allows them.
 */
export async function loadOrderPolicy(
  container: MedusaContainer
): Promise<OrderPolicy> {
  const { currentSettings, options, selfCheck } = resolveModule(container)
  const { settings, rulesSince } = await currentSettings.read()
  return {
    ...settings,
    rulesSince,
    metadataKey: options.orderStatus.metadataKey,
    coreRepairs: selfCheck.canRepair ? options.coreRepairs : "report",
  }
}
