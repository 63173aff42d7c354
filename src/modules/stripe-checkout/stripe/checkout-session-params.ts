/**
 * From a purchase to the parameters of Stripe's Checkout Session. Pure.
 *
 * Medusa has calculated everything, so whatever could change the total on Stripe's
 * page is left out or switched off: no promotion codes, no automatic tax, no
 * adjustable quantities, no shipping options, no adaptive pricing.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/create
 */
import type Stripe from "stripe"

import type { Purchase } from "../domain/purchase"

export type CaptureMethod = "manual" | "manual_where_possible" | "automatic"

export interface CheckoutSessionPlan {
  readonly purchase: Purchase
  readonly captureMethod: CaptureMethod
  readonly successUrl: string
  readonly cancelUrl: string
  /** Unix seconds; decided once and kept, so that a retry sends the same. */
  readonly expiresAt: number
}

/**
 * Stripe allows 30 minutes to 24 hours, measured when the request arrives. Five
 * minutes less keeps clocks that disagree, and a retry, inside the window.
 */
export const CHECKOUT_SESSION_LIFETIME_SECONDS = 24 * 60 * 60 - 5 * 60

/** Methods whose capture can wait while others on the page are taken at once. */
const METHODS_WITH_MANUAL_CAPTURE = [
  "affirm",
  "afterpay_clearpay",
  "amazon_pay",
  "card",
  "cashapp",
  "klarna",
  "link",
  "mobilepay",
  "paypal",
  "revolut_pay",
] as const

export function checkoutSessionParams(
  plan: CheckoutSessionPlan
): Stripe.Checkout.SessionCreateParams {
  const { purchase } = plan
  const metadata = bindingMetadata(purchase)
  return {
    mode: "payment",
    line_items: purchase.lines.map((line) => ({
      quantity: line.quantity,
      price_data: {
        currency: purchase.currencyCode.toLowerCase(),
        unit_amount: line.unitAmount,
        product_data: { name: line.name },
      },
    })),
    success_url: plan.successUrl,
    cancel_url: plan.cancelUrl,
    expires_at: plan.expiresAt,
    client_reference_id: purchase.paymentSessionId,
    ...(isEmail(purchase.email) ? { customer_email: purchase.email } : {}),
    metadata,
    payment_intent_data: {
      // A Checkout Session's metadata does not reach the PaymentIntent by itself.
      metadata,
      ...(plan.captureMethod === "manual" ? { capture_method: "manual" } : {}),
    },
    ...(plan.captureMethod === "manual_where_possible"
      ? { payment_method_options: manualCaptureByMethod() }
      : {}),
    adaptive_pricing: { enabled: false },
    allow_promotion_codes: false,
    automatic_tax: { enabled: false },
    invoice_creation: { enabled: false },
  }
}

function bindingMetadata(purchase: Purchase): Record<string, string> {
  return {
    payment_session_id: purchase.paymentSessionId,
    ...(purchase.cartId ? { cart_id: purchase.cartId } : {}),
  }
}

function manualCaptureByMethod(): Stripe.Checkout.SessionCreateParams.PaymentMethodOptions {
  return Object.fromEntries(
    METHODS_WITH_MANUAL_CAPTURE.map((method) => [
      method,
      { capture_method: "manual" },
    ])
  )
}

/**
 * Stripe refuses the whole page for an address that is none; without one, it asks the
 * shopper. Stricter than Stripe, so that nothing it refuses passes.
 */
function isEmail(text: string | null): text is string {
  return /^[^\s@<>()[\],;:"\\]+@([^\s@._-][^\s@._]*\.)+[a-z]{2,}$/i.test(
    text ?? ""
  )
}
