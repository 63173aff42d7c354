import type Medusa from "@medusajs/js-sdk"

export interface PaymentStatus {
  state: "open" | "processing" | "confirmed" | "expired" | "released"
  order_id?: string
}

/** Often at first, then less and less; about a minute and a half in all. */
const PAUSES_IN_SECONDS = [1, 2, 2, 3, 3, 5, 5, 8, 8, 13, 13, 21]

/**
 * Looks until the payment is decided. Still `open` or `processing` at the end means
 * that nobody has paid, or that Stripe needs longer: the order comes by itself then.
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
