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

/** A second click waits for the first one's page rather than opening another. */
const LEASE_WAIT_MS = 8_000

// ---- remember-payment.ts
/*
 * The binding's row comes before everything that happens at Stripe, so that nothing
 * which happens there can be without one.
 */

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
      throw checkoutError("amount_changed")
    }
    return new StepResponse({ url: page.url, expires_at: page.expiresAt })
  }
)

/**
 * Opens Stripe's hosted page for a payment session, or finds the one that is open.
 * What the pay link does.
 *
 * Clicking twice, reloading or coming back a day later is harmless: an open page is
 * reused while the purchase is the same, and otherwise replaced.
 *
 * @throws an error with `code` `stripe_checkout_unknown`, `…_already_paid`,
 * `…_canceled`, `…_amount_changed`, `…_not_ready`, `…_nothing_to_pay`,
 * `…_amount_too_small`, `…_amount_too_large`, `…_busy`, `…_too_many_attempts`,
 * `…_stripe_unavailable` or `…_stripe_refused`.
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
    const page = reuseOrOpenStep({ purchase: reading.purchase, lease })
    const bound = bindPaymentSessionStep({ purchase: reading.purchase, page })
    releasePaymentLeaseStep({ lease })
    return new WorkflowResponse(bound)
  }
)

// ---- bind-payment-session.ts
/*
 * Writes the open page into the payment session, and makes sure that the session is
 * still there: it may have been deleted while Stripe was being asked.
 */

interface BindInput {
  readonly purchase: Purchase
  readonly page: OpenCheckoutSession
}
