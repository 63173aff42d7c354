/**
 * A new page at Stripe for a purchase, also where Stripe does not take all of what it
 * is told: none of that is worth an order.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import {
  isMissing,
  StripePaymentError,
} from "../../modules/stripe-checkout/domain/errors"
import type { CheckoutSessionSnapshot } from "../../modules/stripe-checkout/domain/decision/payment-state"
import {
  plainPurchase,
  type Purchase,
} from "../../modules/stripe-checkout/domain/checkout/purchase"
import type { RequestLimits } from "../../modules/stripe-checkout/stripe/time-budget"
import {
  findStripeCustomer,
  replaceStripeCustomer,
} from "./find-stripe-customer"
import { type PageTarget, planPaymentPage } from "./plan-payment-page"
import { resolveModule } from "./resolve-module"

type Limits = () => RequestLimits

/** @throws StripePaymentError where the purchase cannot be paid at Stripe now. */
export async function openNewPage(
  container: MedusaContainer,
  target: PageTarget,
  limits: Limits
): Promise<CheckoutSessionSnapshot> {
  const { purchase } = target
  const { gateway } = resolveModule(container).accounts.get(purchase.account)
  const open = async (shown: Purchase, customer: string | null) =>
    gateway.openCheckoutSession(
      ...(await planPaymentPage(container, target, { shown, customer })),
      limits()
    )
  const customer = await orNone(container, purchase, () =>
    findStripeCustomer(container, purchase, limits)
  )
  try {
    return await open(purchase, customer)
  } catch (error) {
    if (customer && isMissing(error, "customer")) {
      return open(
        purchase,
        await orNone(container, purchase, () =>
          replaceStripeCustomer(container, purchase, {
            missing: customer,
            limits,
          })
        )
      )
    }
    const plain = plainPurchase(purchase, readRefusedParam(error))
    if (!plain) {
      throw error
    }
    warn(
      container,
      purchase,
      `The page is shown without decoration: ${(error as Error).message}`
    )
    return open(plain, customer)
  }
}

/** Whatever keeps Stripe from making a customer keeps nobody from paying. */
async function orNone(
  container: MedusaContainer,
  purchase: Purchase,
  findCustomer: () => Promise<string | null>
): Promise<string | null> {
  try {
    return await findCustomer()
  } catch (error) {
    if (!(error instanceof StripePaymentError)) {
      throw error
    }
    warn(
      container,
      purchase,
      `No Stripe customer could be made, so the page knows the e-mail only: ${error.message}`
    )
    return null
  }
}

function readRefusedParam(error: unknown): string | null {
  return error instanceof StripePaymentError && error.failure.kind === "refused"
    ? error.failure.param
    : null
}

function warn(
  container: MedusaContainer,
  { cartId, paymentSessionId }: Purchase,
  sentence: string
): void {
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .warn(
      `stripe-checkout: ${cartId ?? "payment"}, ${paymentSessionId}: ${sentence}`
    )
}
