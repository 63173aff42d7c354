import runJob from "../../src/jobs/reconcile-payments"
import { makeSyncDue } from "../support/failing-events"
import { only } from "../support/only"
import { ordersOfCart } from "../support/order-records"
import { payAtStripe, startPurchase } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntilIdle } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

describeStripeStore("The job that runs every minute", (store) => {
  it("places a paid cart's order while its sweep still waits for Stripe", async () => {
    const { stripe } = store
    await stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    await makeSyncDue(store, purchase)
    await stripe.failNext({
      kind: "timeout_before",
      method: "GET",
      path: "/v1/events",
    })

    await runJob(store.container)

    await waitUntil("the sweep to wait for Stripe", async () =>
      only(await stripe.held())
    )
    await waitUntil("the order", async () =>
      only(await ordersOfCart(store, purchase.cart.id))
    )
    expect(await stripe.held()).toHaveLength(1)
    await stripe.releaseHeld()
    await stripe.webhooks.resume()
    await waitUntilIdle(store)
  })
})
