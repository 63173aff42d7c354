import type Medusa from "@medusajs/js-sdk"

/** The account of the region: `pp_stripe-checkout_default`, `pp_stripe-checkout_eu` … */
export async function findStripeCheckout(
  sdk: Medusa,
  regionId: string
): Promise<string> {
  const { payment_providers: providers } =
    await sdk.store.payment.listPaymentProviders({ region_id: regionId })
  const found = providers.find(({ id }) => id.startsWith("pp_stripe-checkout_"))
  if (!found) {
    throw new Error("Stripe Checkout is not enabled in this region.")
  }
  return found.id
}
