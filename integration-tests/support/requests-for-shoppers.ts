import type { StripeStore } from "./stripe-store"

/**
 * The lists that the job reads by itself, at any moment of a test. A test that
 * counts the store's requests to Stripe must not count these.
 */
const LISTS_OF_THE_JOB = [
  "/v1/events",
  "/v1/checkout/sessions",
  "/v1/payment_intents",
  "/v1/webhook_endpoints",
]

/** The store's requests to Stripe that were caused by a shopper or a merchant. */
export async function requestsForShoppers(store: Pick<StripeStore, "stripe">) {
  const requests = await store.stripe.requests()
  return requests.filter(
    ({ method, path }) =>
      method !== "GET" || !LISTS_OF_THE_JOB.includes(path.split("?")[0] ?? "")
  )
}
