import type { MedusaContainer } from "@medusajs/framework/types"
import { STRIPE_CHECKOUT_MODULE } from "../../src/modules/stripe-checkout/index"

type Module = { readonly background: { readonly isIdle: boolean } }

/** Whether the plugin has started everything that was to be done in this process, and ended it. */
export function isBackgroundIdle(container: MedusaContainer): boolean {
  const { background } = container.resolve<Module>(STRIPE_CHECKOUT_MODULE)
  return background.isIdle
}
