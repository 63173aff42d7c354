import { backendUrl, publishableKey } from "@/lib/medusa"

interface OpenedPayment {
  url: string
  expires_at: string
}

interface Refusal {
  /** E.g. `stripe_checkout_amount_changed`. */
  code: string
  message: string
}

export class PaymentRefused extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Returns Stripe's URL for a payment, or throws a refusal to show on the page. Uses
 * `fetch` because the SDK's errors do not carry the code.
 */
export async function openPayment(
  paymentSessionId: string
): Promise<OpenedPayment> {
  const answer = await fetch(
    `${backendUrl}/store/stripe-checkout/payments/${paymentSessionId}/open`,
    {
      method: "POST",
      // Lets the backend recognize this browser when it returns from Stripe.
      credentials: "include",
      headers: { "x-publishable-api-key": publishableKey },
    }
  )
  if (!answer.ok) {
    const { code, message } = (await answer.json()) as Refusal
    throw new PaymentRefused(code, message)
  }
  return (await answer.json()) as OpenedPayment
}
