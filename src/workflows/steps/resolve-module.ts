import type { MedusaContainer } from "@medusajs/framework/types"

import { STRIPE_CHECKOUT_MODULE } from "../../modules/stripe-checkout"
import type { StripeCheckoutModuleService } from "../../modules/stripe-checkout/service"

/** The plugin's own module: options, Stripe accounts and rows. */
export function resolveModule(
  container: MedusaContainer
): StripeCheckoutModuleService {
  return container.resolve<StripeCheckoutModuleService>(STRIPE_CHECKOUT_MODULE)
}
