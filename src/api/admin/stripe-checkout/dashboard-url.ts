/** The payment in Stripe's Dashboard; null where Stripe has none, or its mode is not known. */
export function dashboardUrl(
  paymentIntentId: string | null,
  isLiveMode: boolean | null
): string | null {
  if (paymentIntentId === null || isLiveMode === null) {
    return null
  }
  const mode = isLiveMode ? "" : "test/"
  return `https://dashboard.stripe.com/${mode}payments/${encodeURIComponent(paymentIntentId)}`
}
