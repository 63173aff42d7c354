import type { MedusaContainer } from "@medusajs/framework/types"

import type { OrderPolicy } from "../../modules/stripe-checkout/domain/order-status/order-policy"
import { resolveModule } from "./module"

/**
 * The shop's policy for the money of its orders: the options, with repairs only if
 * the self-check of core's tables allows them.
 */
export function loadOrderPolicy(
  container: MedusaContainer
): Promise<OrderPolicy> {
  const { options, selfCheck } = resolveModule(container)
  const { metadataKey, captureOn, releaseOn, ...statusNames } =
    options.orderStatus
  return Promise.resolve({
    metadataKey,
    captureOn,
    releaseOn,
    statusNames,
    captureDeadline: options.captureDeadline,
    surplusHolds: options.surplusHolds,
    canceledButCaptured: options.canceledButCaptured,
    coreRepairs: selfCheck.canRepair ? options.coreRepairs : "report",
  })
}
