import type { MedusaContainer } from "@medusajs/framework/types"

import { LARGEST_COUNT } from "../../../../modules/stripe-checkout/repositories/payment-list"
import type {
  PaymentViewName,
  ViewSettings,
} from "../../../../modules/stripe-checkout/repositories/payment-views"
import { resolveModule } from "../../../../workflows/support/module"
import { loadOrderPolicy } from "../../../../workflows/support/order-policy"

/** @param views those that are about to be read */
export async function loadViewSettings(
  container: MedusaContainer,
  views: readonly PaymentViewName[]
): Promise<ViewSettings> {
  const { captureDeadline } = await loadOrderPolicy(container)
  const { coreTables } = resolveModule(container)
  return {
    warnHours: captureDeadline.warnHours,
    openLinks: views.includes("pending")
      ? await coreTables.openLinks.newest(LARGEST_COUNT + 1)
      : [],
  }
}
