import { Modules } from "@medusajs/framework/utils"
import { only } from "../support/only"
import { ordersOfCart } from "../support/order-records"
import { payAtStripe, startPurchase } from "../support/stripe-checkout"
import { describeStripeStore, type StripeStore } from "../support/stripe-store"

type Sweep = { status: string; repaired: number }

async function sweep({ container }: StripeStore): Promise<Sweep[]> {
  const outcome = (await container
    .resolve(Modules.WORKFLOW_ENGINE)
    .run("reconcile-payments", { input: { now: true } })) as {
    result: { sweeps: Sweep[] }
  }
  return outcome.result.sweeps
}

describeStripeStore("Reconciling with Stripe", (store) => {
  it("places the order of a shopper whose webhooks were all lost", async () => {
    await store.stripe.webhooks.dropNext(50)
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)

    expect(await sweep(store)).toMatchObject([{ status: "done", repaired: 1 }])
    only(await ordersOfCart(store, purchase.cart.id))
  })

  it("finds nothing to mend when everything agrees", async () => {
    expect(await sweep(store)).toMatchObject([{ status: "done", repaired: 0 }])
  })
})
