import type { MedusaContainer } from "@medusajs/framework/types"
import { getOrderDetailWorkflow } from "@medusajs/medusa/core-flows"

import type {
  OrderRules,
  OrderSituation,
} from "../../modules/stripe-checkout/domain/order-status/capture-rules"

/**
 * Medusa's own order and fulfillment status, read only when a rule asks for them:
 * core computes the fulfillment status from everything that hangs on the order.
 */
export async function readOrderSituation(
  container: MedusaContainer,
  orderId: string,
  rules: OrderRules
): Promise<OrderSituation | null> {
  const isAsked = rules.captureOn.some((rule) => !("to" in rule))
  if (!isAsked) {
    return null
  }
  const { result } = await getOrderDetailWorkflow(container).run({
    input: {
      order_id: orderId,
      fields: ["id", "status", "fulfillment_status"],
    },
  })
  return {
    orderId,
    orderStatus: result.status,
    fulfillmentStatus: result.fulfillment_status,
  }
}
