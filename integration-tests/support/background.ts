import type { MedusaContainer } from "@medusajs/framework/types"
import { STRIPE_CHECKOUT_MODULE } from "../../src/modules/stripe-checkout/index"

type Module = {
  readonly background: {
    readonly isIdle: boolean
    atOnce: number
    start(key: string, work: () => Promise<void>): void
  }
}

/** Whether the plugin has started everything that was to be done in this process, and ended it. */
export function isBackgroundIdle(container: MedusaContainer): boolean {
  const { background } = container.resolve<Module>(STRIPE_CHECKOUT_MODULE)
  return background.isIdle
}

/** Many, for tests that stop many pieces of work at their moments; none, for tests of what waits. */
export function letRunAtOnce(container: MedusaContainer, atOnce: number): void {
  const { background } = container.resolve<Module>(STRIPE_CHECKOUT_MODULE)
  background.atOnce = atOnce
  // What waits begins when something else comes or ends.
  background.start("nothing", () => Promise.resolve())
}
