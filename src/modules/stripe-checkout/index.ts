import { Module } from "@medusajs/framework/utils"

import registerGateways from "./accounts"
import { assertMedusa } from "./self-check/at-start"
import { StripeCheckoutModuleService } from "./service"

export const STRIPE_CHECKOUT_MODULE = "stripeCheckout"

export default Module(STRIPE_CHECKOUT_MODULE, {
  service: StripeCheckoutModuleService,
  loaders: [assertMedusa, registerGateways],
})
