import type { MedusaContainer } from "@medusajs/framework/types"

import type { OrderPolicy } from "../../modules/stripe-checkout/domain/order-status/order-policy"
import { resolveModule } from "./module"

/**
 * The shop's policy for the money of its orders: the options, and repairs only where
 * the self-check of core's tables allows them.
 */
export function loadOrderPolicy(
  container: MedusaContainer
): Promise<OrderPolicy> {
  const { options, coreTables } = resolveModule(container)
  const { authorized, captured, captureFailed, released, lapsed, refunded } =
    options.orderStatus
  return Promise.resolve({
    metadataKey: options.orderStatus.metadataKey,
    captureOn: options.orderStatus.captureOn,
    releaseOn: options.orderStatus.releaseOn,
    statusNames: {
      authorized,
      captured,
      captureFailed,
      released,
      lapsed,
      refunded,
    },
    captureDeadline: options.captureDeadline,
    coreRepairs: coreTables.canRepair ? options.coreRepairs : "report",
  })
}
