import type { StripeStore } from "./stripe-store"

/**
 * The lists that the job reads on its own account, at any moment of a test. Whoever
 * counts what the shop asked Stripe must not count these.
 */
const LISTS_OF_THE_JOB = [
  "/v1/events",
  "/v1/checkout/sessions",
  "/v1/payment_intents",
  "/v1/webhook_endpoints",
]

/** What the shop asked Stripe because somebody wanted something of it. */
export async function requestsForShoppers(store: Pick<StripeStore, "stripe">) {
  const requests = await store.stripe.requests()
  return requests.filter(
    ({ method, path }) =>
      method !== "GET" || !LISTS_OF_THE_JOB.includes(path.split("?")[0] ?? "")
  )
}
