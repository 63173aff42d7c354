import type { MedusaContainer } from "@medusajs/framework/types"
import { STRIPE_CHECKOUT_MODULE } from "../../src/modules/stripe-checkout/index"

type Module = {
  readonly background: { readonly isIdle: boolean; atOnce: number }
}

/** Whether the plugin has started everything that was to be done in this process, and ended it. */
export function isBackgroundIdle(container: MedusaContainer): boolean {
  const { background } = container.resolve<Module>(STRIPE_CHECKOUT_MODULE)
  return background.isIdle
}

/** For tests that stop many pieces of work at their moments, and would otherwise wait for room. */
export function letRunAtOnce(container: MedusaContainer, atOnce: number): void {
  container.resolve<Module>(STRIPE_CHECKOUT_MODULE).background.atOnce = atOnce
}
