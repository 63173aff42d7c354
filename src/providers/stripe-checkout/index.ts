import { ModuleProvider, Modules } from "@medusajs/framework/utils"

import { StripeCheckoutProviderService } from "./service"
import warnWithoutPlugin from "./warn-without-plugin"

export default ModuleProvider(Modules.PAYMENT, {
  services: [StripeCheckoutProviderService],
  loaders: [warnWithoutPlugin],
})
