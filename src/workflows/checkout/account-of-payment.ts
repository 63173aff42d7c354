/**
 * Which Stripe account a payment session is paid to.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import {
  DEFAULT_ACCOUNT,
  providerIdOf,
} from "../../modules/stripe-checkout/options/schema"
import { findAccountForMarket } from "../medusa/market"
import { resolveModule } from "../support/module"

interface PaymentOfSale {
  readonly paymentSessionId: string
  readonly providerId: string
  readonly cartId: string | null
  readonly orderId: string | null
}

/**
 * A further account's provider always means that account. The top level's provider means
 * the first account that is for the sale's market, and the payment row keeps that choice:
 * whatever changes later, the payment stays where it was begun.
 */
export async function findAccountOfPayment(
  container: MedusaContainer,
  { paymentSessionId, providerId, cartId, orderId }: PaymentOfSale
): Promise<string> {
  const { options, payments } = resolveModule(container)
  const named = providerId.slice(providerIdOf("").length)
  if (named !== DEFAULT_ACCOUNT || !Object.keys(options.accounts).length) {
    return named
  }
  const row = await payments.findBy("payment_session_id", paymentSessionId)
  return (
    row?.stripe_account ??
    (await findAccountForMarket(container, { cartId, orderId })) ??
    named
  )
}
