/**
 * Writes the open page into the payment session, and makes sure that the session is
 * still there: it may have been deleted while Stripe was being asked.
 */
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { Purchase } from "../../modules/stripe-checkout/domain/checkout/purchase"
import { payLink } from "../../modules/stripe-checkout/domain/urls"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import type { OpenPage } from "./open-payment-page"
import { refusePayment } from "./refuse-payment"
import { resolveModule } from "./resolve-module"
import { writePaymentSessionData } from "./write-payment-session-data"

interface BindInput {
  readonly purchase: Purchase
  readonly page: OpenPage
}

export const bindPaymentSessionStep = createStep(
  "bind-payment-session",
  async ({ purchase, page }: BindInput, { container }) => {
    const module = resolveModule(container)
    const id = purchase.paymentSessionId
    const isStillThere = await writePaymentSessionData(container, {
      session_id: id,
      url: payLink(module.options.backendUrl, id),
      checkout_session_id: page.checkoutSessionId,
      payment_intent_id: page.paymentIntentId,
      expires_at: page.expiresAt,
    })
    if (!isStillThere) {
      const { gateway } = module.accounts.get(purchase.account)
      const limits = startTimeBudget(TIME_BUDGETS.deletePayment)
      await gateway.expireCheckoutSession(page.checkoutSessionId, limits())
      throw refusePayment("amount_changed")
    }
    return new StepResponse({ url: page.url, expires_at: page.expiresAt })
  }
)
