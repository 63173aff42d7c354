import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import type { Purchase } from "../../modules/stripe-checkout/domain/checkout/purchase"
import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import { payLink } from "../../modules/stripe-checkout/domain/urls"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { writePaymentSessionData } from "../medusa/payment-session-data"
import { newRowId, resolveModule } from "../support/module"
import {
  releasePaymentLeaseStep,
  takePaymentLeaseStep,
} from "../support/payment-lease"
import { type PurchaseReading, readPurchaseStep } from "./load-purchase"
import { checkoutError } from "./refusals"
import { type OpenCheckoutSession, reuseOrOpenStep } from "./reuse-or-open"

export interface OpenCheckoutSessionInput {
  payment_session_id: string
}

/** A second click waits for the first one's Checkout Session instead of opening another. */
const LEASE_WAIT_MS = 8_000

/** The row comes before any call to Stripe, so nothing at Stripe is ever without one. */
export const rememberPaymentStep = createStep(
  "remember-payment",
  async ({ purchase, orderId }: PurchaseReading, { container }) => {
    const row = await resolveModule(container).payments.remember({
      id: newRowId("scpay"),
      paymentSessionId: purchase.paymentSessionId,
      account: purchase.account,
      cartId: purchase.cartId,
      orderId,
      currencyCode: purchase.currencyCode,
      amount: toMajorUnits(purchase.amount, purchase.currencyCode),
    })
    return new StepResponse({ id: row.id })
  }
)

/**
 * Writes the Checkout Session into the payment session, which may have been deleted
 * during the calls to Stripe.
 */
export const bindPaymentSessionStep = createStep(
  "bind-payment-session",
  async ({ purchase, opened }: BindInput, { container }) => {
    const module = resolveModule(container)
    const id = purchase.paymentSessionId
    const exists = await writePaymentSessionData(container, {
      session_id: id,
      url: payLink(module.options.backendUrl, id),
      checkout_session_id: opened.checkoutSessionId,
      payment_intent_id: opened.paymentIntentId,
      expires_at: opened.expiresAt,
    })
    if (!exists) {
      const { gateway } = module.accounts.get(purchase.account)
      const limits = startTimeBudget(TIME_BUDGETS.deletePayment)
      await gateway.expireCheckoutSession(opened.checkoutSessionId, limits())
      throw checkoutError("amount_changed")
    }
    return new StepResponse({ url: opened.url, expires_at: opened.expiresAt })
  }
)

/**
 * Opens a Checkout Session for a payment session, or returns the open one. The pay link
 * runs this.
 *
 * Clicking twice, reloading or coming back a day later is harmless: an open
 * Checkout Session is reused while the purchase is the same, and replaced otherwise.
 *
 * @throws an error with `code` `stripe_checkout_unknown`, `stripe_checkout_already_paid`,
 * `stripe_checkout_canceled`, `stripe_checkout_amount_changed`,
 * `stripe_checkout_not_ready`, `stripe_checkout_nothing_to_pay`,
 * `stripe_checkout_amount_too_small`, `stripe_checkout_amount_too_large`,
 * `stripe_checkout_busy`, `stripe_checkout_too_many_attempts`,
 * `stripe_checkout_stripe_unavailable` or `stripe_checkout_stripe_refused`.
 * @example
 * const { result } = await openCheckoutSessionWorkflow(container).run({
 *   input: { payment_session_id: "payses_123" },
 * })
 * // { url: "https://checkout.stripe.com/c/pay/cs_…", expires_at: "2026-11-25T…" }
 */
export const openCheckoutSessionWorkflow = createWorkflow(
  "open-checkout-session",
  (input: OpenCheckoutSessionInput) => {
    const reading = readPurchaseStep(input)
    rememberPaymentStep(reading)
    const lease = takePaymentLeaseStep(
      transform(input, ({ payment_session_id }) => ({
        payment_session_id,
        wait_ms: LEASE_WAIT_MS,
      }))
    )
    const opened = reuseOrOpenStep({ purchase: reading.purchase, lease })
    const bound = bindPaymentSessionStep({ purchase: reading.purchase, opened })
    releasePaymentLeaseStep({ lease })
    return new WorkflowResponse(bound)
  }
)

interface BindInput {
  readonly purchase: Purchase
  readonly opened: OpenCheckoutSession
}
