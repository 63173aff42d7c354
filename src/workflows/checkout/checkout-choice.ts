/**
 * The merchant's own parameters for one Checkout Session: the options, as they are for the
 * account and the market of the sale.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { resolveCheckout } from "../../modules/stripe-checkout/domain/checkout/checkout-for"
import type { Purchase } from "../../modules/stripe-checkout/domain/checkout/purchase"
import type { CheckoutSessionInput } from "../../modules/stripe-checkout/stripe/checkout-session-params"
import { readMarket } from "../medusa/market"
import { resolveModule } from "../support/module"

/** @param orderId what is paid for where there is no cart */
export async function readCheckoutChoice(
  container: MedusaContainer,
  { account, cartId }: Pick<Purchase, "account" | "cartId">,
  orderId: string | null
): Promise<Pick<CheckoutSessionInput, "presentation" | "captureMethod">> {
  const { options } = resolveModule(container)
  const market = options.checkoutFor.length
    ? await readMarket(container, { cartId, orderId })
    : null
  const { checkout, captureMethod } = market
    ? resolveCheckout(options, options.checkoutFor, { account, market })
    : options
  return { presentation: checkout, captureMethod }
}
