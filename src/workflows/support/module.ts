import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId } from "@medusajs/framework/utils"

import { STRIPE_CHECKOUT_MODULE } from "../../modules/stripe-checkout/index"
import type { StripeCheckoutModuleService } from "../../modules/stripe-checkout/service"

/** The plugin's own module: options, Stripe accounts and rows. */
export function resolveModule(
  container: MedusaContainer
): StripeCheckoutModuleService {
  return container.resolve<StripeCheckoutModuleService>(STRIPE_CHECKOUT_MODULE)
}

type RowPrefix =
  "scpay" | "scdp" | "scevt" | "scop" | "scbulk" | "scrun" | "scdis" | "scset"

/** Sortable and prefixed, like every id in Medusa. */
export function newRowId(prefix: RowPrefix): string {
  return generateEntityId(undefined, prefix)
}
