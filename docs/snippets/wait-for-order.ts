import type Medusa from "@medusajs/js-sdk"

export interface PaymentStatus {
  state: "open" | "processing" | "confirmed" | "expired" | "failed" | "released"
  order_id?: string
}

/** Frequent at first, then less and less so; about a minute and a half in total. */
const PAUSES_IN_SECONDS = [1, 2, 2, 3, 3, 5, 5, 8, 8, 13, 13, 21]

/**
 * Polls until the payment is decided. If it is still `open` or `processing` at the end,
 * nobody has paid, or Stripe needs longer; in that case the order is placed later.
 */
export async function waitForOrder(
  sdk: Medusa,
  { paymentSessionId, cartId }: { paymentSessionId: string; cartId: string }
): Promise<PaymentStatus> {
  let status = await readStatus(sdk, paymentSessionId, cartId)
  for (const seconds of PAUSES_IN_SECONDS) {
    if (status.state !== "open" && status.state !== "processing") {
      return status
    }
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    status = await readStatus(sdk, paymentSessionId, cartId)
  }
  return status
}

function readStatus(sdk: Medusa, paymentSessionId: string, cartId: string) {
  return sdk.client.fetch<PaymentStatus>(
    `/store/stripe-checkout/payments/${paymentSessionId}`,
    { query: { cart_id: cartId } }
  )
}
