import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { bindPaymentSessionStep } from "./steps/bind-payment-session"
import { openPaymentPageStep } from "./steps/open-payment-page"
import { readPurchaseStep } from "./steps/read-purchase"
import { releasePaymentLeaseStep } from "./steps/release-payment-lease"
import { rememberPaymentStep } from "./steps/remember-payment"
import { takePaymentLeaseStep } from "./steps/take-payment-lease"

export interface OpenCheckoutSessionInput {
  payment_session_id: string
}

/** A second click waits for the first one's page rather than opening another. */
const LEASE_WAIT_MS = 8_000

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
    const page = openPaymentPageStep({ purchase: reading.purchase, lease })
    const bound = bindPaymentSessionStep({ purchase: reading.purchase, page })
    releasePaymentLeaseStep({ lease })
    return new WorkflowResponse(bound)
  }
)
