import type Medusa from "@medusajs/js-sdk"
import type { HttpTypes } from "@medusajs/types"

const STRIPE_CHECKOUT = "pp_stripe-checkout_default"

/** Starts the payment of a cart; `url` is the pay link. */
export async function startPayment(
  sdk: Medusa,
  cart: HttpTypes.StoreCart
): Promise<{ id: string; url: string }> {
  const { payment_collection } = await sdk.store.payment.initiatePaymentSession(
    cart,
    { provider_id: STRIPE_CHECKOUT }
  )
  const session = payment_collection.payment_sessions?.find(
    ({ provider_id }) => provider_id === STRIPE_CHECKOUT
  )
  if (!session) {
    throw new Error("Stripe Checkout is not enabled in the cart's region.")
  }
  return { id: session.id, url: String(session.data["url"]) }
}
