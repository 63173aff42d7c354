/**
 * What core's payment module lists as a customer's payment methods: the cards that Stripe
 * remembers, for the Stripe customer that Medusa's account holder names.
 */
import type {
  ListPaymentMethodsInput,
  ListPaymentMethodsOutput,
} from "@medusajs/framework/types"

import { newestFirst } from "../../modules/stripe-checkout/domain/saved-card"
import type { StripeGateway } from "../../modules/stripe-checkout/stripe/gateway"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"

/** The account holder's data have the id from the customer's first payment on. */
export async function listPaymentMethodsOf(
  gateway: StripeGateway,
  { context }: ListPaymentMethodsInput
): Promise<ListPaymentMethodsOutput> {
  const id = context?.account_holder?.data["stripe_customer_id"]
  if (typeof id !== "string" || id === "") {
    return []
  }
  const limits = startTimeBudget(TIME_BUDGETS.payRoute)
  const cards = await gateway.savedCards.list(id, limits())
  return newestFirst(cards).map((card) => ({
    id: card.id,
    data: {
      type: "card",
      brand: card.brand,
      last4: card.last4,
      exp_month: card.expMonth,
      exp_year: card.expYear,
      wallet: card.wallet,
    },
  }))
}
