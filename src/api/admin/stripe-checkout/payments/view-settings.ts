import type { MedusaContainer } from "@medusajs/framework/types"

import type { ViewSettings } from "../../../../modules/stripe-checkout/repositories/payment-views"
import { loadOrderPolicy } from "../../../../workflows/support/order-policy"

export async function loadViewSettings(
  container: MedusaContainer
): Promise<ViewSettings> {
  const { captureDeadline } = await loadOrderPolicy(container)
  return { warnHours: captureDeadline.warnHours }
}
