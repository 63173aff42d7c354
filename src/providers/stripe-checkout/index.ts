import type { LoaderOptions, Logger } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  ModuleProvider,
  Modules,
} from "@medusajs/framework/utils"

import { logOnce } from "../../modules/stripe-checkout/options/log-once"
import { StripeCheckoutProviderService } from "./service"

/** The key under which Medusa registers the plugin's module. */
const PLUGIN_MODULE = "stripeCheckout"

/**
 * The provider alone lets shoppers choose it, but then nothing serves the pay link or
 * receives webhooks. Logged once, however many accounts there are.
 */
function warnWithoutPlugin({ container }: LoaderOptions): Promise<void> {
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const configuration = container.resolve<{
    modules?: Record<string, unknown>
  }>(ContainerRegistrationKeys.CONFIG_MODULE)
  if (!configuration.modules?.[PLUGIN_MODULE]) {
    logOnce(
      "stripe-checkout: the payment provider is registered, but the plugin is not, so pay links lead nowhere and no webhook is received. Add stripe.plugin to the plugins in medusa-config.",
      (text) => {
        logger.warn(text)
      }
    )
  }
  return Promise.resolve()
}

export default ModuleProvider(Modules.PAYMENT, {
  services: [StripeCheckoutProviderService],
  loaders: [warnWithoutPlugin],
})
